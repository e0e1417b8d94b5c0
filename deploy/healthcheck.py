"""Ask this container's server whether it can serve: exit code 0 when /readyz answers 200.

It asks as nginx would: with a host the settings allow, and over TLS as far as they can tell.
"""

import http.client
import os
import sys


def main(port: int) -> int:
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    host = first.lstrip(".*") or "localhost"
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        server.request("GET", "/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        status = server.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        print(f"no answer: {type(error).__name__}")
        return 1
    print(status)
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000))
