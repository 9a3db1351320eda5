"""A mail server for tests, on aiosmtpd: keeps each mail that it takes as a file with its envelope. Arguments: port, folder."""
import os
import signal
import sys
import threading

from aiosmtpd.controller import Controller

PORT, FOLDER = int(sys.argv[1]), sys.argv[2]


class Keep:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 There is no such mailbox"
        if address.startswith("later@"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Keep.count += 1
        path = os.path.join(FOLDER, f"{os.getpid()}-{Keep.count:06}.eml")
        with open(path + ".part", "wb") as file:
            file.write(b"X-Envelope-From: " + envelope.mail_from.encode() + b"\r\n")
            file.write(b"X-Envelope-To: " + ",".join(envelope.rcpt_tos).encode() + b"\r\n")
            file.write(envelope.original_content)
        os.rename(path + ".part", path)
        return "250 OK"


controller = Controller(Keep(), hostname="127.0.0.1", port=PORT, enable_SMTPUTF8=True)
controller.start()
print("ready", flush=True)
ended = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: ended.set())
ended.wait()
controller.stop()
