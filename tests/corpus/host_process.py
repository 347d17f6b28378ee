"""`quoin run` as programs use it: many requests at once over JSON-RPC."""
import json
import subprocess
import threading


class Host:
    def __init__(self, quoin, manifest, roots):
        self.process = subprocess.Popen(
            [quoin, "run", "--config", manifest, "--log-level", "off", "--max-message", "256MiB",
             "--set", "org.quoin.dicom-files.config.roots=" + json.dumps(roots)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, requests):
        """The replies in the order of requests, each a pair (method, params)."""
        def write():
            for number, (method, params) in enumerate(requests):
                self.process.stdin.write(json.dumps(
                    {"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n")
            self.process.stdin.flush()
        writer = threading.Thread(target=write)
        writer.start()
        replies = [None] * len(requests)
        for _ in requests:
            reply = json.loads(self.process.stdout.readline())
            # A line that is no JSON to the host, as one with a number beyond 64 bits, has no id: it is a payload, the first.
            replies[reply["id"] if reply["id"] is not None else 0] = reply
        writer.join()
        return replies

    def close(self):
        self.process.stdin.close()
        self.process.wait()
