"""Sources as they are published, in their recorded shapes."""

import json
from pathlib import Path

from aiohttp import web

NEW, OLD = "3.3.20260320140136", "3.2.20251011010040"
REAL = Path(__file__).parents[3] / ".cache" / "dnr-rulesets"
HEADER = "! Checksum: x\r\n! Title: A list\r\n! TimeUpdated: 2026-03-20T12:47:22+00:00\r\n||evil.example.com^$all"
ABOUT = {"metadata": {"rulesCount": 1}, "lazyMetadata": {}, "conversionMap": {}, "rawFilterList": HEADER}
DUMMY_CONDITION = {"urlFilter": "dummy.rule.adguard.com", "resourceTypes": ["xmlhttprequest"]}
DUMMY = {"id": 1, "action": {"type": "block"}, "condition": DUMMY_CONDITION, "metadata": ABOUT}
URLHAUS = """\
################################################################
# abuse.ch URLhaus Database Dump (CSV - recent URLs only)      #
# Last updated: 2026-03-20 12:00:00 (UTC)                      #
################################################################
#
# id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter
"3","2026-03-20 11:00:00","http://1.2.3.4:8080/bin.sh","online","2026-03-20","malware_download","elf,mirai","https://x/3","a"
"2","2026-03-20 10:00:00","https://files.example.com/a.exe?b=1,2","offline","","malware_download","","https://x/2","b"
"""
PHISHTANK = [
    {
        "phish_id": 1,
        "url": "https://login.harm.test/",
        "submission_time": "2026-03-18T01:00:00+00:00",
        "verified": "yes",
        "verification_time": "2026-03-19T01:00:00+00:00",
        "online": "yes",
        "details": [{"ip_address": "1.2.3.4"}],
        "target": "Other",
    },
    {
        "phish_id": 2,
        "url": "https://docs.google.com/forms/d/abc",
        "submission_time": "2026-03-20T02:00:00+00:00",
        "verified": "yes",
        "verification_time": "",
        "online": "yes",
    },
    {"phish_id": 3, "url": "https://gone.harm.test/", "verified": "yes", "online": "no"},
]


class Publisher:
    """A feed on this machine: what it answers, and what it was asked."""

    LIST = b"https://a.harm.test/x\n"
    MODIFIED = "Fri, 20 Mar 2026 12:00:00 GMT"

    def __init__(self, authority):
        self.authority, self.url, self.asked = authority, "", []
        self.answer = lambda: web.Response(body=self.LIST, headers={"Last-Modified": self.MODIFIED, "ETag": '"1"'})

    async def handle(self, request):
        self.asked.append(request)
        return self.answer()


def blocks(pattern, action="block", **condition):
    return {"id": 2, "action": {"type": action}, "condition": {"urlFilter": pattern, **condition}}


class Package:
    """A folder like the unpacked npm package."""

    def __init__(self, root):
        self.root = root

    def write(self, number, *rules, first=DUMMY):
        file = self.root / f"dist/filters/declarative/ruleset_{number}/ruleset_{number}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps([first, *rules]))
        return file

    def version(self, text):
        (self.root / "package.json").write_text(json.dumps({"name": "@adguard/dnr-rulesets", "version": text}))
