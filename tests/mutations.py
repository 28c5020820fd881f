"""Random changes to texts and files, such as people make: lines deleted, doubled or swapped, and odd characters."""

import random

SIGNS: list[str] = [
    *":#-'\"|>&*!{}[],?%@`~\t\u00a0“”‘’\n\\é ",
    *("- ", ": ", " #", "\n  ", "\n- ", "---\n", "...\n", "<<: ", "null"),
]
"""Characters with a meaning in YAML, and characters that look like them."""

ODD_BYTES = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9", b"\xed\xa0\x80", b"\r", b"\r\n", b"\x1b[31m", b"\xc2\x85")
"""Control characters, line ends, byte order marks, and bytes that are not UTF-8."""


def mutate(text: str, rng: random.Random) -> str:
    """Return a text with a character inserted, deleted or doubled, or a line indented, dedented, copied or deleted."""
    place, lines = rng.randrange(len(text)), text.splitlines(keepends=True)
    line = rng.randrange(len(lines))
    match rng.randrange(8):
        case 0 | 1:
            return text[:place] + rng.choice(SIGNS) + text[place:]
        case 2:
            return text[:place] + text[place + 1 :]
        case 3:
            return text[:place] + text[place] + text[place:]
        case 4:
            lines[line] = "  " + lines[line]
        case 5:
            lines[line] = lines[line][rng.randint(1, 2) :]
        case 6:
            lines.insert(line, rng.choice(lines))
        case 7:
            del lines[line]
    return "".join(lines) or "\n"


def mutate_file(content: bytes, rng: random.Random) -> bytes:
    """Return a file with up to four changes: those of `mutate`, or lines swapped, a part cut out, or odd bytes."""
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(content) + 1)
        lines = content.splitlines(keepends=True)
        match rng.randrange(8):
            case 0:
                content = content[:place] + rng.choice(ODD_BYTES) + content[place:]
            case 1:
                content = content[:place] + rng.randbytes(rng.randint(1, 8)) + content[place:]
            case 2:
                content = content[:place] + content[place + rng.randint(1, 80) :]
            case 3 if len(lines) > 1:
                one, other = rng.sample(range(len(lines)), 2)
                lines[one], lines[other] = lines[other], lines[one]
                content = b"".join(lines)
            case 4:
                content = content[:place]
            case _ if content:
                content = mutate(content.decode("utf-8", "replace"), rng).encode()
    return content
