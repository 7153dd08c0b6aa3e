"""How a paragraph goes on with what came before; the first of an article does not begin so."""

from __future__ import annotations

import re

GOES_ON = re.compile(
    r"^(?:و(?!اشنطن|زير|زار|كال|فد|ارسو|لي |صل|قع|دع |حد|رش|سط|ثيق|ضع )|ف(?=\w{2,} )|كما |اما |لكن "
    r"|غير ان |من جهته |من جهتها |في المقابل |الي ذلك |بدوره |ثم |لا |هذا |هذه |ذلك )"
)
