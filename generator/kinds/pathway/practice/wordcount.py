"""How the words of an answer are counted. `wordcount.js` does the same in the browser; a test has both agree."""

import re
import unicodedata

SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
"""What Unicode calls white space, written out: Python and JavaScript each leave out another part of it."""


def count_words(text: str) -> int:
    """Count the runs between white space that hold a letter or a number, in the composed form of the text.

    So most forms count: "peer-led", "don't" and "24/7" are one word each, and a dash with spaces around it, a
    bullet or an emoji is none. A dash without spaces joins what it stands between: the limit errs on the writer's side.
    """
    runs = SPACE.split(unicodedata.normalize("NFC", text))
    return sum(any(unicodedata.category(sign)[0] in "LN" for sign in run) for run in runs)
