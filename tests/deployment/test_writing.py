"""What readers send through nginx: held, counted under the right address, and answered by one mail."""

import re
import time

import redis

from tests.deployment.waiting import until

PAGE = "/articles/page-1/"


def sign_in(visitor, login="author", **headers):
    """Try to sign in, and return the answer."""
    page = visitor.get("/accounts/login/")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[:1]
    form = {"csrfmiddlewaretoken": token, "login": login, "password": "wrong"}
    return visitor.ask("POST", "/accounts/login/", form, Cookie=cookie, **headers)


def test_a_reply_is_held_and_its_mail_leaves_once(clinic):
    visitor = clinic.visitor("127.0.0.20")
    answer = visitor.reply(PAGE, "It helped my knee.", "knee@reader.example")
    assert (answer.status, answer.headers["Location"][:15]) == (303, "/comments/sent/")
    assert visitor.get(answer.headers["Location"]).status == 200
    assert clinic.do("replies")["It helped my knee."] == 1
    [mail] = until(lambda: clinic.post.to("knee@reader.example"), 10, "no mail came")
    body = mail.get_body(("plain",)).get_content()
    assert "https://www.clinic.example/comments/confirm/" in body
    assert "knee" not in body.replace("knee@reader.example", ""), "no mail carries patient text"
    time.sleep(2)
    assert len(clinic.post.to("knee@reader.example")) == 1


def test_replies_count_under_the_address_that_nginx_saw(clinic):
    visitor = clinic.visitor("127.0.0.21")
    for number in range(5):
        forged = f"198.51.100.{number}"
        form = visitor.form(PAGE) | {
            "name": "Pat", "consent": "on", "email": "pat@reader.example",
            "text": f"Counted number {number}.",
        }  # fmt: skip
        answer = visitor.ask("POST", f"{PAGE}comments/", form, X_Forwarded_For=forged)
        assert answer.status == 303
    keys = clinic.do("attempts")
    assert keys.count(clinic.do("address_hash", address="127.0.0.21")) == 5
    assert clinic.do("address_hash", address="198.51.100.0") not in keys
    sixth = visitor.reply(PAGE, "One too many.", "pat@reader.example")
    assert sixth.status == 429
    assert "One too many." in sixth.text, "the words come back"
    other = clinic.visitor("127.0.0.22").reply(PAGE, "From next door.", "door@reader.example")
    assert other.status == 303


def test_attempts_to_sign_in_are_counted_in_redis_under_that_address(clinic):
    """Under its keyed hash: two attempts that name other addresses are counted as of one."""

    def counted():
        keys = redis.Redis.from_url(clinic.env["REDIS_URL"]).scan_iter()
        return {key.decode().rpartition(":ip:")[2] for key in keys if b":ip:" in key}

    before, visitor = counted(), clinic.visitor("127.0.0.23")
    for number in range(2):
        assert sign_in(visitor, X_Forwarded_For=f"198.51.100.{number}").status == 200
    assert len(counted() - before) == 1
    assert not [key for key in counted() if re.search(r"127\.0\.0|198\.51", key)]


def test_one_address_does_not_lock_the_others_out(clinic):
    """Behind nginx all come from 127.0.0.1: counted so, one attacker would keep the staff out."""
    until(lambda: sign_in(clinic.visitor("127.0.0.24")).status == 429, 30, "never refused")
    assert sign_in(clinic.visitor("127.0.0.25"), login="reviewer").status == 200


def test_the_access_log_holds_no_address_and_no_token(clinic):
    visitor = clinic.visitor("127.0.0.26")
    answer = visitor.reply(PAGE, "Nobody reads this in a log.", "log@reader.example")
    where = answer.headers["Location"]
    visitor.get(where)
    token = where.split("/")[3]
    lines = clinic.logged()
    assert [line for line in lines if line.endswith(" /comments/sent/...")]
    logs = "\n".join(path.read_text(errors="replace") for path in clinic.folder.glob("*.log"))
    for secret in (token, "127.0.0.26", "log@reader.example", "Nobody reads"):
        assert secret not in logs
