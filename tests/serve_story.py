#!/usr/bin/env python3
"""`clew serve` as a browser, a program and an attacker see it. Usage: serve_story.py CLEW"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse

clew = sys.argv[1]
wrong = 0


def expect(condition, what):
    global wrong
    if not condition:
        wrong += 1
        print("wrong:", what)


def ask(port, path, headers=None, method="GET", body=None, host=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    fields = dict(headers or {})
    if host:
        fields["Host"] = host
    connection.request(method, path, body=body, headers=fields)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer.getheader("Set-Cookie")


with tempfile.TemporaryDirectory() as folder:
    case = os.path.join(folder, "c.clew")
    subprocess.run([clew, "ingest", case, "inquiry/mail"], check=True, stderr=subprocess.DEVNULL)
    key = os.path.join(folder, "key")
    with open(key, "w", encoding="ascii") as file:
        file.write("a-secret-of-enough-characters\n")
    server = subprocess.Popen([clew, "serve", case, "--key", key], stdout=subprocess.PIPE, text=True)
    try:
        address = urllib.parse.urlsplit(server.stdout.readline().strip())
        port = address.port
        expect(address.hostname == "127.0.0.1", "the address is on loopback")
        expect(ask(port, "/api/v1/status")[0] == 401, "a stranger is refused")
        expect(ask(port, "/api/v1/status", host=f"evil.example:{port}")[0] == 403, "a foreign Host is refused")
        status, text, cookie = ask(port, f"/api/v1/status?{address.query}")
        expect(status == 200 and cookie, "the token works")
        shown = subprocess.run([clew, "status", case, "--format", "jsonl"], check=True, capture_output=True, text=True)
        expect(json.loads(text) == json.loads(shown.stdout.splitlines()[0]), "/api/v1/status is what status says")
        expect(ask(port, f"/api/v1/status?{address.query}")[0] == 401, "the token works once")
        session = {"Cookie": cookie.split(";")[0]}
        expect(ask(port, "/api/v1/people?limit=3", session)[0] == 200, "the cookie works")
        expect(ask(port, "/api/v1/people", {**session, "Origin": "http://evil.example"})[0] == 403, "another site is refused")
        status, text, _ = ask(port, "/api/v1/claims?type=payment", {"Authorization": "Bearer a-secret-of-enough-characters"})
        expect(status == 200 and all(c["type"] == "payment" for c in json.loads(text)["claims"]), "claims by type, with the key")
        status, text, _ = ask(port, "/api/v1/search?q=" + urllib.parse.quote("پول"), session)
        expect(status == 200 and json.loads(text)["hits"], "search in Persian")
        expect(ask(port, "/api/v1/claims?type=nothing", session)[0] == 400, "a wrong type is told")
        expect(ask(port, "/nowhere", session)[0] == 404, "an unknown path is told")
    finally:
        server.terminate()
        expect(server.wait(timeout=20) == 0, "it ends when told to")
print("wrong: %d" % wrong if wrong else "all as it should be")
sys.exit(1 if wrong else 0)
