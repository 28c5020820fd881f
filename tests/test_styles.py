"""Every style is in a layer, whose order decides which one wins; minifying does not change what styles mean."""

import pytest
from stylesheets import BASE, ROOT, SHEETS, layer_order, rules, strip

from generator.project.site_files import minified_styles

LAYERS = ["base", "theme", "kinds", "print", "hidden", "scripted"]
OUTSIDE = {"font-face", "page"}
"""What layers do not apply to."""


def name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_every_rule_is_in_a_layer(path):
    found = {str(rule) for rule in rules(path.read_text()) if rule.layer not in LAYERS and rule.at not in OUTSIDE}
    assert not found


def test_the_order_of_the_layers_is_declared_once_before_all_rules():
    assert SHEETS[0] == BASE
    assert [order for path in SHEETS for order in layer_order(path.read_text())] == [LAYERS]
    assert minified_styles(BASE.read_text()).startswith(f"@layer {','.join(LAYERS)};")


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_kind_has_no_rules_in_the_layers_of_the_theme(path):
    layers = {rule.layer for rule in rules(path.read_text()) if rule.at not in OUTSIDE}
    assert layers.isdisjoint({"kinds"} if "theme" in path.parts else {"base", "theme"})


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_nothing_is_important(path):
    """It would turn the order of the layers around."""
    assert not [str(rule) for rule in rules(path.read_text()) if any(one.important for one in rule.declarations)]


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_print_styles_are_in_the_layer_for_print(path):
    for rule in rules(path.read_text()):
        if rule.layer not in ("scripted", ""):
            assert ("@media print" in rule.within) == (rule.layer == "print"), str(rule)


def told(css):
    """Return what a stylesheet says: its rules, without the white space that has no meaning."""
    return [
        (
            rule.within,
            rule.at,
            [essence(selector) for selector in rule.selectors],
            [(one.name, essence(one.value)) for one in rule.declarations],
        )
        for rule in rules(css)
    ]


def essence(tokens):
    """Return tokens as text, with a space only where one has a meaning: '.a :hover' is not '.a:hover'."""
    texts = []
    for token in strip(tokens):
        if token.type == "function":
            texts += [f"{token.name}(", *essence(token.arguments), ")"]
        elif token.type in ("() block", "[] block"):
            texts += [token.type[0], *essence(token.content), token.type[1]]
        elif token.type != "comment":
            texts.append(" " if token.type == "whitespace" else token.serialize())
    around = zip(["", *texts], texts, [*texts[1:], ""], strict=False)
    return [now for last, now, after in around if now != " " or (last not in TIGHT and after not in TIGHT - {":"})]


TIGHT = set(",>/=:")
"""What needs no space beside it. A space before ':' has a meaning, one after it has none."""


def test_minified_styles_say_the_same():
    """In layers too, which the minifier does not know."""
    styles = "\n".join(path.read_text() for path in SHEETS)
    minified = minified_styles(styles)
    assert len(minified) < 0.8 * len(styles)
    assert told(minified) == told(styles)


@pytest.mark.parametrize("rule", [".a :is(b, c) { d: e }", ".a :hover { d: e }", "@media x { .a > b :hover { d: e } }"])
def test_minifying_keeps_the_space_before_a_pseudo_class(rule):
    styles = f"@layer a, b;\n@layer a {{\n  {rule}\n}}\n"
    assert told(minified_styles(styles)) == told(styles)
    assert told(styles) != told(styles.replace(" :", ":"))
