"""What stands on pages beside questions: votes, links, banners, menus. None of it belongs to a bank."""

from __future__ import annotations

import re

_WHOLE_LINES = re.compile(
    r"""(?:
    help\ us\ improve\b.* | (?:was|is)\ this\ (?:\w+\ )?(?:helpful|useful)\b.*
    | did\ (?:you\ find\ )?this\ .*help.*
    | did\ you\ find\ this\b.* | rate\ this\b.* | [+-]?\d+\ *(?:up|down)?votes?\b.*
    | (?:up|down)?votes?\W*\d*
    | (?:thumbs\ )?(?:up|down)\W*\d*
    | (?:likes?|dislikes?|claps?|shares?|repl(?:y|ies)|comments?|views?)\W*\d*\W*
    | \d[\d.,]*k?\ (?:likes?|shares?|repl(?:y|ies)|comments?|views?|reads?|claps?|answers?)
    | \d[\d.,]*\ people\ found\ this.*
    | (?:share|tweet|pin|save|print|report|flag|bookmark|follow|edit|copy|reply|like|e-?mail)
      (?:\ (?:this|on|via|it|us|to|link|answer|question|page|article|post|abuse|an?)\b.{0,40})?
    | (?:show|hide|view|reveal|see|toggle|expand|collapse|display)\ (?:the\ |all\ |full\ |sample\ |more\ )*
      (?:answers?|solutions?|more|less|details|comments|replies)
    | (?:load|show|see|view)\ more(?:\ \w+)?\W*
    | click\ (?:here|to)\b.{0,60} | tap\ to\b.{0,40} | read\ (?:more|next|also|the\ full).{0,120}
    | learn\ more.{0,80}
    | (?:next|previous|prev|back|continue)(?:\ (?:question|page|article|post|reading|to\ .{0,40}))?\W*
    | (?:back\ to|go\ to|jump\ to|skip\ to)\b.{0,60}
    | (?:on\ this\ page|in\ this\ article|table\ of\ contents|contents)\W*
    | adverti[sz]ement.{0,30} | sponsored.{0,60} | ads?\ by\b.{0,60} | promoted.{0,40}
    | (?:sign|log)\ ?(?:in|up|out)\b.{0,80} | subscribe\b.{0,100} | register\b.{0,60}
    | join\ (?:now|us|our|the)\b.{0,80}
    | (?:create|get)\ (?:an?\ |the\ |your\ |our\ )?free\b.{0,80} | download\b.{0,80}
    | forgot\ (?:your\ )?password.* | start\ free\b.*
    | (?:we|this\ (?:web)?site|our\ partners)\ uses?\ cookies.*
    | .{0,120}\bcookies?\b.{0,200}(?:accept|policy|consent|settings|agree).*
    | (?:accept|reject|allow|decline|manage)\ (?:all|cookies|preferences|settings|optional).{0,40}
    | cookie\ \w+ | got\ it
    | (?:privacy|terms|legal|imprint|sitemap|disclaimer|accessibility|contact\ us|about\ us|careers)
      (?:\ (?:policy|notice|of\ (?:use|service)|\&\ conditions|and\ conditions|statement))?
      (?:\W+\w+(?:\ \w+)?){0,4}
    | (?:©|\(c\)|copyright).* | .{0,80}all\ rights\ reserved.* | follow\ us.{0,60} | find\ us\ on.{0,40}
    | (?:home|menu|search|close|open\ menu|navigation|login
      |facebook|twitter|linkedin|instagram|youtube|pinterest|whatsapp|reddit)
      (?:\W+\w+){0,6}
    | \d+\ ?(?:min(?:ute)?s?|sec)\.?\ read.*
    | (?:last\ )?(?:updated|published|posted|modified|reviewed)\b.{0,60}
    | by\ (?!the\b|a\b)[A-Z]\w+(?:\ [A-Z][\w.]+){0,3}(?:\W.{0,60})? | written\ by\b.{0,60}
    | (?:photo|image|picture|illustration|video)\ ?(?:by|credit|source|:).{0,80}
    | (?:https?://|www\.)\S+ | \S+@\S+\.\w+ | loading\W* | (?:yes\W+no|no\W+yes)\W* | yes | no | ok
    | top | more | share
    | thank(?:s|\ you)\ (?:so\ much\ |again\ )?for\ (?:reading|visiting|stopping\ by)\b.{0,80}
    | have\ (?:a|any|more)\ questions?\?.{0,60} | need\ (?:more\ )?help\b.{0,60}
    | looking\ for\ (?:a|an|your|more)\b.{0,60}
    | (?:ready|want|interested)\ (?:to|in|more)\b.{0,80}\? | (?:try|get)\ (?:it|started)\b.{0,40}
    | enter\ your\ e-?mail.{0,40}
    | (?:january|february|march|april|may|june|july|august|september|october|november|december)
      \ \d{1,2},?\ \d{4}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_END_OF_POST = re.compile(r"(?:reply|quote|report(?: (?:post|abuse))?)\W*", re.IGNORECASE)
_LONGEST = 300
_REST_OF_PAGE = re.compile(
    r"""(?:related|similar|recommended|popular|trending|more|other|latest|recent)\ (?:articles?|posts?
      |questions?|reading|content|jobs?|pages?|stories|from
      |(?:job\ )?(?:interview\ )?(?:questions|guides?|resources|topics|links?))\b.{0,60}
    | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested|enjoy)\b.{0,60} | (?:see|read)\ also\W*
    | further\ reading\W*
    | about\ the\ authors? .{0,40} | (?:leave|post|write|add)\ a\ (?:reply|comment)\b.{0,40}
    | comments\W*(?:\(?\d+\)?)?
    | (?:share\ this|sources|references|footnotes|newsletter|more\ resources|additional\ resources)\W*
    | people\ also\ (?:ask|read|viewed)\b.{0,40} | (?:hiring|job)\ (?:resources|templates)\W*
    | keep\ reading\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def is_furniture(text: str) -> bool:
    """Whether a line is part of the site and not of what is written there."""
    return len(text) <= _LONGEST and _WHOLE_LINES.fullmatch(text.strip(" •·|/-–—»›→↑↓▲▼★☆👍👎✓✔")) is not None


def ends_post(text: str) -> bool:
    """Whether a line stands below what one person wrote in a thread; another person's words follow."""
    return _END_OF_POST.fullmatch(text.strip()) is not None


def begins_rest(text: str) -> bool:
    """Whether a line begins the part of a page that leads elsewhere: “Related articles”."""
    return len(text) <= _LONGEST and _REST_OF_PAGE.fullmatch(text.strip(" •·|/-–—»›→:")) is not None
