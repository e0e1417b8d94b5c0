"""Advertising and floods: links, repeats, bursts, what sellers write, the clinic's own lists."""

import re
from collections.abc import Iterator

from comments.screening import lazily, phrases
from comments.screening.context import Context
from comments.screening.finding import Finding, joined
from comments.screening.reading import Reading, fold, read

RULE = "spam"
MOST_LINKS = 1  # a reader may name a source; two links and more are looked at
BURST = 3  # replies from one connection within the hour
LABELS = {
    "LINK": "More links than a reply needs, or a link beside advertising",
    "SELLING": "Reads like advertising",
    "SHOUTING": "Shouting or repeated signs",
    "REPEATED": "The same words were sent before",
    "FLOOD": "Many replies from one connection",
    "BLOCKED": "On the list of words and sites that are not taken",
    "WATCHED": "On the list of words to look at",
}
_LINK = lazily.pattern(
    r"(?:https?|hxxps?|ftp)\s?:\s?//[^\s<>\"']{1,200}|\bwww\s?[.]\s?[^\s<>\"']{1,200}|"
    r"<a\s[^>\n]{0,200}>|\[url[^\]\n]{0,200}\]|"
    r"(?<![@\w.-])(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}(?:com|"
    r"net|org|info|biz|ru|cn|xyz|top|shop|store|online|"
    r"site|club|"
    r"live|click|link|io|co|me|ly|gl|gd|tk|to|cc|pw|vip|"
    r"win|bid|icu|example|us|uk)(?![\w@-])(?:/[^\s<>\"']{0,200})?",
    re.IGNORECASE,
)
_SELLING = tuple(
    lazily.pattern(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:buy|order|shop|cheap(?:est)?|discount\w*|best price|"
        r"low(?:est)? price|wholesale|coupon|promo(?:tion)?|"
        r"promo code|sale|% off|for sale|free shipping|free trial)\b"
        r"[^.!?\n]{0,40}\b(?:now|here|online|today|pills?|"
        r"viagra|cialis|tramadol|xanax|oxy\w*|meds|prescription|"
        r"deal|price|products?|site|code|\d{1,3} ?%|link|"
        r"store|followers|supplements?|cbd|gummies)\b",
        r"\b(?:no|without) (?:a )?prescription\b|\bshipped (?:overnight|"
        r"discreet\w*|worldwide)\b|\b(?:viagra|cialis|levitra|"
        r"phentermine|kratom|semaglutide|ozempic) (?:online|"
        r"for sale|cheap|\d)",
        r"\b(?:casino|poker|slots?|betting|bitcoin|crypto\w*|"
        r"forex|binary options?|payday loans?|loan offer|"
        r"jackpot|lottery|nft|investment (?:plan|platform|"
        r"opportunity))\b",
        r"\bclick (?:here|the link|my|on my|below|this)\b|"
        r"\b(?:check|visit|see) (?:out )?(?:my|our) (?:\w{1,15} ){0,2}(?:site|"
        r"website|channel|page|profile|blog|video|shop|store|"
        r"bio|link)\b|\bvisit (?:us|our)\b|\blink in (?:my )?bio\b",
        r"\bsubscri(?:be|bing) (?:to )?(?:my|our|me|for)\b|"
        r"\bsub ?4 ?sub\b|\b(?:follow|like|add) me (?:on|"
        r"back|at)\b|\bplease (?:like|subscribe|share|vote)\b|"
        r"\b(?:my|new) (?:channel|video|mixtape|song|cover)\b",
        r"\b(?:earn(?:ed|ing)?|mak(?:e|ing)|made) (?:up to |"
        r"over |me )?[$\u20ac\u00a3]? ?\d[\d,.]{0,9}k?\b|"
        r"\bwork(?:ing)? from home\b|\bpassive income\b|\bget rich\b|"
        r"\bextra (?:cash|money|income)\b|[$\u20ac\u00a3] ?\d[\d,.]{0,9} (?:a|"
        r"per) (?:day|week|hour|month)\b",
        r"\b(?:seo|backlinks?|guest post|rank(?:ing)? (?:on|"
        r"in) google|web ?design services|digital marketing|"
        r"website traffic|social media (?:manager|marketing))\b",
        r"\b(?:congratulations|winner|you(?:'?ve| have) (?:won|"
        r"been (?:selected|chosen))|claim (?:your|ur)|urgent(?:ly)? (?:reply|"
        r"response|call)|guaranteed|risk[- ]free|limited (?:time|"
        r"offer)|act now|call now|txt|text \w{2,12} to \d{4,6}|"
        r"prize|award(?:ed)?|cash ?(?:prize|back)|gift ?card|"
        r"ringtone|reply stop|unsubscribe|free (?:msg|message|"
        r"entry|gift|quote|consultation))\b",
        r"\b(?:escorts?|hot (?:girls?|singles?|babes?)|sexy (?:girls?|"
        r"chat|singles?)|adult dating|porn\w*|xxx|sugar (?:daddy|"
        r"mommy)|onlyfans|hookup|meet singles)\b",
        r"\b(?:herbal|natural|miracle) (?:\w{1,15} ){0,2}(?:cure|"
        r"remedy|healer|doctor|medicine)\b|\bcured? (?:me|"
        r"my \w{1,15}) (?:of|from)\b[^.!?\n]{0,60}\b(?:dr|"
        r"doctor|contact|whatsapp|email|herbs?)\b|"
        r"\b(?:spell ?caster|love spell|lost lover|herbalist|"
        r"dr\.? \w{2,15} (?:on|via|through) (?:whatsapp|email)|"
        r"reach (?:him|her) (?:on|via|at)|contact (?:him|"
        r"her) (?:on|via|at|through))\b",
        r"\b(?:weight loss|lose \d{1,3} ?(?:lbs|pounds|kg)|"
        r"diet pills?|keto gummies|male enhancement|anti[- ]aging|"
        r"detox)\b[^.!?\n]{0,60}\b(?:buy|try|free|order|now|"
        r"here|link|product|program|guaranteed|fast|formula)\b",
        r"\b(?:replica|rolex|louis vuitton|designer (?:bags|"
        r"handbags)|hack(?:er|ing)? (?:service|whatsapp|account|"
        r"instagram)|recover (?:your|lost) (?:funds|bitcoin|"
        r"crypto|money)|credit (?:repair|score fix)|cash ?app flip|"
        r"fake (?:passport|id|diploma)|essay writing)\b",
        r"\b(?:whatsapp|telegram|signal|wechat|kik)\b[^\n]{0,25}\+? ?\d[\d ()-]{6,}|"
        r"\[url[=\]]|<a\s{1,4}href|\b(?:best|lowest|cheapest) prices?\b|\bcheap[ -]?(?:pills|meds|drugs)\b|"
        r"\b(?:t\.me|wa\.me|bit\.ly|tinyurl\.com|goo\.gl|cutt\.ly|rb\.gy)/",
        r"\b(?:i (?:really )?(?:like|love|enjoy(?:ed)?|appreciate) (?:your|"
        r"the|this) (?:web ?site|blog|post|article|web page))\b[^\n]{0,200}\b(?:my|"
        r"our) (?:web ?site|blog|page|site)\b|\bkeep up the (?:great|"
        r"good|fantastic) (?:works?|writing)\b[^\n]{0,200}(?:my (?:site|"
        r"blog|page)|https?|www)",
    )
)
_SHOUTING = lazily.pattern(
    r"([!?$*])\1{4,}|([\U0001f300-\U0001faff]\s?){6,}|(?:\b[A-Z']{3,20}\b[\s!,.]{1,3}){7,}"
)


def find(reading: Reading, context: Context) -> Iterator[Finding]:
    """Yield what looks like advertising or a flood, and what the clinic's lists name."""
    links = joined(match.span() for match in lazily.matches(_LINK, reading.text))
    possible = lazily.possible(_SELLING, reading.text)
    selling = joined(m.span() for pattern in possible for m in pattern.finditer(reading.text))
    if len(links) > MOST_LINKS or (links and selling):
        for start, end in links:
            yield _found("LINK", reading.span(start, end))
    for start, end in selling:
        yield _found("SELLING", reading.span(start, end))
    for match in lazily.matches(_SHOUTING, reading.text):
        yield _found("SHOUTING", reading.span(*match.span()))
    if context.sent_before:
        yield _found("REPEATED", (0, 0))
    if context.recent >= BURST:
        yield _found("FLOOD", (0, 0))
    yield from _listed(reading, context)


def _listed(reading: Reading, context: Context) -> Iterator[Finding]:
    """Yield what the clinic's own lists name: in the text, the writer's name, the address."""
    beside = read(f"{context.name}\n{context.email}")
    text, outside = fold(reading.text), beside.text.casefold()
    for listed in context.phrases:
        type_ = {"watch": "WATCHED", "block": "BLOCKED", "domain": "BLOCKED"}.get(listed.list)
        if type_ is None:
            continue
        if listed.list == "domain":
            site = _site(listed.words)
            spans, around = _sites(text, site), _sites(outside, site)
        else:
            spans = [*phrases.places(reading, listed.words)]
            around = [*phrases.places(beside, listed.words)]
        for start, end in joined(spans):
            if end <= len(reading.text):
                yield Finding(RULE, type_, *reading.span(start, end), listed.reason)
        if around and not spans:
            yield Finding(RULE, type_, 0, 0, f"{listed.reason}, in the name or address")


def _site(words: str) -> str:
    """Return a site's bare name: "https://www.Cheap-Pills.example/x" is cheap-pills.example."""
    bare = re.sub(r"^(?:[a-z]{2,6}://)?(?:www\.)?", "", fold(words).strip())
    return bare.split("/")[0].strip(". ")


def _sites(text: str, site: str) -> list[tuple[int, int]]:
    """Return where a site or a part of it (shop.site) stands, as itself or behind an @."""
    if "." not in site:
        return []
    return [m.span() for m in re.finditer(rf"(?<![\w-]){re.escape(site)}(?![\w-]|\.\w)", text)]


def _found(type_: str, place: tuple[int, int]) -> Finding:
    return Finding(RULE, type_, *place, LABELS[type_])
