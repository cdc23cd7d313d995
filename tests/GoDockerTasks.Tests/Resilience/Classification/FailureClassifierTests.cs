using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class FailureClassifierTests
{
    // The network on the way to a module proxy.
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": dial tcp: lookup mods.example.net on 10.0.0.2:53: no such host", "dns-no-such-host", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("fatal: unable to access 'https://git.example.net/kit/': Could not resolve host: git.example.net", "dns-no-such-host", "git.example.net", null)]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": dial tcp: lookup mods.example.net on 10.0.0.2:53: server misbehaving", "dns-servfail", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("Err:1 http://deb.debian.org/debian bookworm InRelease\nE: Failed to fetch http://deb.debian.org/debian/pool/g.deb  Temporary failure resolving 'deb.debian.org'", "dns-servfail", "deb.debian.org", null)]
    [TestCase("#9 0.4 go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp: lookup mods.example.net on 10.0.0.2:53: read udp 172.17.0.2:4000->10.0.0.2:53: i/o timeout", "dns-resolver-unreachable", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp 192.0.2.7:443: i/o timeout", "dial-timeout", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: invalid version: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.info\": dial tcp 192.0.2.7:443: i/o timeout", "dial-timeout", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp 192.0.2.7:443: connectex: 由于连接方在一段时间后没有正确答复或连接的主机没有反应，连接尝试失败。", "dial-timeout", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"http://localhost:3000/example.com/kit/@v/v1.2.0.mod\": dial tcp 127.0.0.1:3000: connect: connection refused", "connect-refused", "localhost", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: read \"https:/mods.example.net/@v/v1.2.0.zip\": read tcp 10.1.1.1:5000->192.0.2.7:443: read: connection reset by peer", "conn-reset", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": net/http: TLS handshake timeout", "tls-handshake-timeout", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: read \"https:/mods.example.net/@v/v1.2.0.zip\": unexpected EOF", "body-interrupted", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": stream error: stream ID 7; INTERNAL_ERROR; received from peer", "body-interrupted", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": proxyconnect tcp: dial tcp 10.9.9.9:3128: i/o timeout", "http-proxy-broken", "10.9.9.9", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": Proxy Authentication Required", "http-proxy-auth", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": tls: failed to verify certificate: x509: certificate signed by unknown authority", "x509-unknown-ca", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": x509: certificate has expired or is not yet valid: current time 2031-01-01T00:00:00Z is after 2030-01-01T00:00:00Z", "x509-bad-cert", "mods.example.net", "example.com/kit@v1.2.0")]
    
    // Windows, in languages that nobody listed.
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp 192.0.2.7:443: connectex: Ein Verbindungsversuch ist fehlgeschlagen, da die Gegenstelle nicht reagiert hat.", "dial-timeout", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp 192.0.2.7:443: connectex: Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte.", "connect-refused", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": read tcp 10.1.1.1:5000->192.0.2.7:443: wsarecv: Eine vorhandene Verbindung wurde vom Remotehost geschlossen.", "conn-reset", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp: lookup mods.example.net: getaddrinfow: Der angegebene Host ist unbekannt.", "dns-no-such-host", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": remote error: tls: handshake failure", "conn-reset", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": local error: tls: bad record MAC", "body-interrupted", "mods.example.net", "example.com/kit@v1.2.0")]

    [TestCase("go: example.com/kit@v1.2.0: reading example.com/kit/go.mod at revision v1.2.0: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a: exit status 128:\n1057.1  fatal: unable to access 'https://git.example.net/kit/': GnuTLS recv error (-110): The TLS connection was non-properly terminated.", "vcs-network", "git.example.net", "example.com/kit@v1.2.0")]

    // This tool's own watchdog.
    [TestCase("ERROR: failed to solve: Canceled: context canceled\nERROR: step timed out: [build 4/6] RUN go mod download takes longer than 60 s", "stalled", null, null)]
    [TestCase("ERROR: stalled: the deadline is over, and still running was [build 4/6] RUN go mod download 1799s", "stalled", null, null)]

    // Registries.
    [TestCase("#2 ERROR: unable to fetch descriptor (sha256:0a) which reports content size of zero: invalid argument\nERROR: failed to solve: r.example.net/base:1: failed to resolve source metadata for r.example.net/base:1: unable to fetch descriptor (sha256:0a) which reports content size of zero: invalid argument", "registry-network", "r.example.net", null)]
    [TestCase("ERROR: failed to solve: r.example.net/base:1: failed to resolve source metadata for r.example.net/base:1: failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:0a (text/html) from remote: not found", "registry-network", "r.example.net", null)]
    [TestCase("error: failed to solve: failed commit on ref \"layer-sha256:0a\": no response", "registry-network", null, null)]
    [TestCase("The push refers to repository [r.example.net/shop]\n0a1b2c3d4e5f: Retrying in 1 second\nEOF", "registry-network", "r.example.net", null)]
    [TestCase("error building stage: failed to get filesystem from image: read tcp 10.1.1.1:4->192.0.2.7:443: read: connection reset by peer", "registry-network", "192.0.2.7", null)]
    [TestCase("INFO[0004] Unpacking rootfs as cmd RUN go build requires it.\nerror building image: error building stage: read tcp 10.1.1.1:4->192.0.2.7:443: read: connection reset by peer", "registry-network", "192.0.2.7", null)]
    [TestCase("Error: creating build container: short-name \"golang:1.24\" did not resolve to an alias and no unqualified-search registries are defined", "registry-manifest-unknown", null, null)]
    [TestCase("no image found in image index for architecture \"arm64\", variant \"v8\", OS \"linux\"", "registry-manifest-unknown", null, null)]
    [TestCase("Error response from daemon: image operating system \"windows\" cannot be used on this platform", "registry-manifest-unknown", null, null)]
    [TestCase("Error: Cannot perform an interactive login from a non TTY device", "registry-auth", null, null)]
    [TestCase("denied: Your authorization token has expired. Reauthenticate and try again.", "registry-auth", null, null)]
    [TestCase("denied: this project is closed to writers", "registry-auth", null, null)]
    [TestCase("failed to put manifest registry.example.net/team/app:v2: denied", "registry-auth", "registry.example.net", null)]
    [TestCase("Error: writing blob: Requesting bearer token: invalid status code from registry 401 (Unauthorized)", "registry-auth", null, null)]
    [TestCase("Error: checking whether a blob exists: failed to read from destination repository team/app: 403 (Forbidden)", "registry-auth", null, null)]
    [TestCase("#21 ERROR: unexpected status: 403 Forbidden", "registry-auth", null, null)]
    [TestCase("error: failed to solve: rpc error: code = Unknown desc = unexpected status: 401 Unauthorized", "registry-auth", null, null)]
    [TestCase("#9 5.1 error: failed to copy: httpReadSeeker: failed open: failed to authorize: no active session for 0a1b: context deadline exceeded", "buildkit-session", null, null)]
    [TestCase("failed to solve: DeadlineExceeded: failed to read dockerfile: no active session for 0a1b: context deadline exceeded", "buildkit-session", null, null)]

    [TestCase("error checking push permissions: creating push check transport for r.example.net failed: GET https://r.example.net/v2/token?scope=repository%3Ashop: UNAUTHORIZED: nobody is logged in", "registry-auth", "r.example.net", null)]
    [TestCase("checking push permission for \"r.example.net/shop:2\": POST https://r.example.net/v2/shop/blobs/uploads/: DENIED: read only", "registry-auth", "r.example.net", null)]
    [TestCase("go: example.com/kit/v2@v2.0.0: reading https://mods.example.net/example.com/kit/v2/@v/v2.0.0.mod: 403 Forbidden", "proxy-denied", "mods.example.net", "example.com/kit/v2@v2.0.0")]
    [TestCase("go: example.com/registry@v1.2.0: reading https://mods.example.net/example.com/registry/@v/v1.2.0.mod: 401 Unauthorized", "proxy-denied", "mods.example.net", "example.com/registry@v1.2.0")]
    [TestCase("go: example.com/registry@v1.2.0: invalid character '<' looking for beginning of value", "proxy-bad-response", null, "example.com/registry@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://registry.example.net/go/example.com/kit/@v/v1.2.0.mod\": dial tcp 192.0.2.7:443: i/o timeout", "dial-timeout", "registry.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: read \"https:/registry.example.net/@v/v1.2.0.zip\": unexpected EOF", "body-interrupted", "registry.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: reading https://registry.example.net/go/example.com/kit/@v/v1.2.0.zip: 502 Bad Gateway", "proxy-5xx", "registry.example.net", "example.com/kit@v1.2.0")]
    [TestCase("failed to solve: base:1: failed to do request: Head \"https://r.example.net/v2/base/manifests/1\": Line Is Down", "registry-network", "r.example.net", null)]
    [TestCase("failed to solve: r.example.net/base:1: failed to resolve source metadata for r.example.net/base:1: failed commit on ref \"unknown-sha256:0a1b\": \"unknown-sha256:0a1b\" failed size validation: 7 != 8: failed precondition and some words more than a message has", "registry-network", "r.example.net", null)]
    [TestCase("3: Pulling from library/base\nno supported platform found in manifest list", "registry-manifest-unknown", null, null)]
    [TestCase("failed to copy: httpReadSeeker: failed open: content at https://r.example.net/v2/base/manifests/sha256:0a not found: not found", "registry-manifest-unknown", "r.example.net", null)]
    [TestCase("error pulling image configuration: download failed after attempts=1: unknown blob", "registry-network", null, null)]
    [TestCase("#3 ERROR: failed to copy: httpReadSeeker: failed open: failed to do request: Get \"https://cdn.example.net/sha256/0a\": unable to connect to 192.0.2.7:443. Do you need an HTTP proxy?", "registry-network", "cdn.example.net", null)]
    [TestCase("fatal: unable to connect to git.example.net:\ngit.example.net[0: 192.0.2.7]: errno=Connection timed out", "vcs-network", "git.example.net", null)]

    // What builders say of themselves.
    [TestCase("failed to solve: failed to compute cache key: failed to prepare 0a1b as 2c3d: parent snapshot sha256:0a1b does not exist: not found", "buildkit-session", null, null)]
    [TestCase("ERROR: failed to solve: failed to get edge: inconsistent graph state", "buildkit-session", null, null)]
    [TestCase("failed to export image: failed to set parent sha256:0a: unknown parent image ID sha256:0a", "buildkit-session", null, null)]
    [TestCase("failed to apply diffs: failed to stat lower snapshot 0a1b: snapshot 0a1b does not exist: not found", "buildkit-session", null, null)]
    [TestCase("ERROR: failed to export layers: failed to get layer sha256:0a: layer does not exist", "buildkit-session", null, null)]
    [TestCase("failed to copy: ref layer-sha256:0a locked for 12.4s (since 2031-01-01 10:00:00): unavailable", "buildkit-session", null, null)]
    [TestCase("failed to copy to tar: io: read/write on closed pipe", "buildkit-session", null, null)]
    [TestCase("/bin/sh: 1: docker-compose: not found\nmake: *** [image] Error 127", "daemon-unavailable", null, null)]
    [TestCase("docker: 'compose' is not a docker command.", "daemon-unavailable", null, null)]
    [TestCase("unknown shorthand flag: 'f' in -f\nSee 'docker --help'.", "daemon-unavailable", null, null)]
    [TestCase("ERROR: unable to resolve docker endpoint: context \"far\": context not found", "daemon-unavailable", null, null)]

    // Certificates, as wget, schannel, NSS, Java and macOS word it.
    [TestCase("ERROR: The certificate of 'dl.example.net' is not trusted.\nERROR: The certificate of 'dl.example.net' doesn't have a known issuer.", "x509-unknown-ca", "dl.example.net", null)]
    [TestCase("ERROR: The certificate of ‘dl.example.net’ has expired.", "x509-bad-cert", "dl.example.net", null)]
    [TestCase("ERROR: cannot verify dl.example.net's certificate, issued by 'CN=Inner':", "x509-unknown-ca", "dl.example.net", null)]
    [TestCase("fatal: unable to access 'https://git.example.net/kit/': schannel: SEC_E_UNTRUSTED_ROOT (0x80090325)", "x509-unknown-ca", "git.example.net", null)]
    [TestCase("curl: (60) Peer's Certificate issuer is not recognized.", "x509-unknown-ca", null, null)]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": x509: “mods” certificate name does not match input", "x509-bad-cert", "mods.example.net", "example.com/kit@v1.2.0")]

    // More of the resolver, of proxies, disks, files and downloads.
    [TestCase("curl: (28) Resolving timed out after 5000 milliseconds", "dns-resolver-unreachable", null, null)]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": dial tcp: lookup mods.example.net: This operation returned because the timeout period expired.", "dns-resolver-unreachable", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("dial tcp: lookup mods.example.net on 10.0.0.2:53: cannot unmarshal DNS message", "dns-servfail", "mods.example.net", null)]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": invalid proxy address \"10.0.0.9:\": parse", "http-proxy-broken", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("devmapper: Thin Pool has 12 free data blocks which is less than minimum required 160 free data blocks.", "disk-full", null, null)]
    [TestCase("  At least 31MB more space needed on the / filesystem.", "disk-full", null, null)]
    [TestCase("Step 2 : COPY src /src\nINFO[0003] src: no such file or directory", "copy-not-found", null, null)]
    [TestCase("Step 2 : ADD out/shop /shop\nlstat out/shop: no such file or directory", "copy-not-found", null, null)]
    [TestCase("[FAIL] reading [open build/Dockerfile.shop: no such file or directory]", "dockerfile-parse", null, null)]
    [TestCase("ERROR: failed to solve: failed to load cache key: Get \"https://dl.example.net/tool.tgz\": dial tcp 192.0.2.7:443: i/o timeout", "run-download", "dl.example.net", null)]
    [TestCase("ERROR: failed to solve: failed to load cache key: invalid response status 404", "run-download", null, null)]

    // What a module proxy answers.
    [TestCase("go: example.com/kit@v1.2.0: reading https://mods.example.net/example.com/kit/@v/v1.2.0.mod: 502 Bad Gateway", "proxy-5xx", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: reading https://mods.example.net/example.com/kit/@v/v1.2.0.mod: 429 Too Many Requests", "proxy-429", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: reading https://mods.example.net/example.com/kit/@v/v1.2.0.mod: 403 Forbidden", "proxy-denied", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: reading https://mods.example.net/example.com/kit/@v/v1.2.0.mod: 404 Not Found", "proxy-404-410", "mods.example.net", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: invalid character '<' looking for beginning of value", "proxy-bad-response", null, "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: zip: not a valid zip file", "corrupt-download", null, "example.com/kit@v1.2.0")]
    [TestCase("go: unzip /go/pkg/mod/cache/download/example.com/kit/@v/v1.2.0.zip: zip: not a valid zip file", "cache-corrupt", null, "example.com/kit@v1.2.0")]
    [TestCase("go: open /go/pkg/mod/cache/download/example.com/kit/@v/v1.2.0.ziphash: no such file or directory", "cache-corrupt", null, "example.com/kit@v1.2.0")]
    [TestCase("/go/pkg/mod/example.com/kit@v1.2.0/log.go:3:1: expected 'package', found 'EOF'", "cache-corrupt", null, "example.com/kit@v1.2.0")]

    // Checksums.
    [TestCase("verifying example.com/kit@v1.2.0: checksum mismatch\n\tdownloaded: h1:AAAAIBscjZBy2aDkTn7bGd5lKtAzS0v3mK1w8Zb0aaA=\n\tgo.sum:     h1:ZZZZJd8sKfjw0xJ2mTq4vN5o6p7q8r9s0tUuVvWwXxY=", "checksum-mismatch", null, "example.com/kit@v1.2.0")]
    [TestCase("verifying example.com/kit@v1.2.0/go.mod: checksum mismatch\n\tdownloaded: h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n\tgo.sum:     h1:ZZZZJd8sKfjw0xJ2mTq4vN5o6p7q8r9s0tUuVvWwXxY=", "checksum-empty-file", null, "example.com/kit@v1.2.0")]
    [TestCase("verifying example.com/kit@v1.2.0: checksum mismatch\n\tdownloaded: h1:AAAAIBscjZBy2aDkTn7bGd5lKtAzS0v3mK1w8Zb0aaA=\n\tgo.sum:     h1:AAAAIBscjZBy2aDkTn7bGd5lKtAzS0v3mK1w8Zb0aaA=x", "gosum-bad", null, "example.com/kit@v1.2.0")]
    [TestCase("main.go:6:2: missing go.sum entry for module providing package example.com/kit/log (imported by example.com/shop); to add:", "gosum-bad", null, "example.com/kit/log")]
    [TestCase("go: example.com/kit@v1.2.0: verifying module: initializing sumdb.Client: reading tree note: malformed note", "sumdb-misbehavior", null, "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: verifying module: example.com/kit@v1.2.0: Get \"https://sum.golang.org/lookup/example.com/kit@v1.2.0\": dial tcp 192.0.2.7:443: i/o timeout", "sumdb-unreachable", "sum.golang.org", "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: verifying module: example.com/kit@v1.2.0: reading https://sum.golang.org/lookup/example.com/kit@v1.2.0: 404 Not Found", "sumdb-404-410", "sum.golang.org", "example.com/kit@v1.2.0")]

    // go.mod, the Dockerfile and the code.
    [TestCase("go: example.com/kit@v1.2.0: invalid version: unknown revision v1.2.0", "bad-version", null, "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: parsing go.mod:\n\tmodule declares its path as: example.org/kit\n\t        but was required as: example.com/kit", "module-path-mismatch", null, "example.com/kit@v1.2.0")]
    [TestCase("#8 0.12 go: go.mod requires go >= 1.99 (running go 1.24.4; GOTOOLCHAIN=local)", "go-too-old", null, null)]
    [TestCase("go build example.com/kit/log: module requires Go 1.99", "go-too-old", null, null)]
    [TestCase("go: unknown subcommand \"mod\"\nRun 'go help' for usage.", "go-too-old", null, null)]
    [TestCase("go list -m: module example.com/kit: not a known dependency", "gomod-inconsistent", null, "example.com/kit")]
    [TestCase("build example.com/shop: cannot load example.com/kit/log: open /src/vendor/example.com/kit/log: no such file or directory", "gomod-inconsistent", null, null)]
    [TestCase("build flag -mod=vendor only valid when using modules", "no-gomod", null, null)]
    [TestCase("fatal: unsafe repository ('/src' is owned by someone else)", "missing-tool", null, null)]
    [TestCase("go: download go1.22 for linux/arm64: toolchain not available", "toolchain-unavailable", null, "golang.org/toolchain@v0.0.1-go1.22.linux-arm64")]
    [TestCase("go: go.mod file not found in current directory or any parent directory; see 'go help modules'", "no-gomod", null, null)]
    [TestCase("go: inconsistent vendoring in /src:\n\texample.com/kit@v1.2.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt", "gomod-inconsistent", null, "example.com/kit@v1.2.0")]
    [TestCase("go: example.com/kit@v1.2.0: exec: \"git\": executable file not found in $PATH", "missing-tool", null, "example.com/kit@v1.2.0")]
    [TestCase("# example.com/shop\n./main.go:9:32: undefined: kit.NoSuch", "compile-error", null, null)]
    [TestCase("--- FAIL: TestOrders (0.01s)\n    orders_test.go:9: dial tcp 127.0.0.1:5432: connect: connection refused\nFAIL\texample.com/shop\t0.013s", "test-failure", null, null)]
    [TestCase("dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)", "dockerfile-parse", null, null)]
    [TestCase("ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: \"/go.sum\": not found", "copy-not-found", null, null)]
    [TestCase("go: no modules specified (see 'go help mod download')", "no-gomod", null, null)]
    [TestCase("ERROR: failed to solve: unsupported mount type \"nothing\"", "dockerfile-parse", null, null)]
    [TestCase("exec /bin/sh: exec format error", "exec-format", null, null)]
    [TestCase("qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory", "exec-format", null, null)]
    [TestCase("go: errors parsing go.mod:\n/src/go.mod:9: unknown directive: <<<<<<<", "gomod-inconsistent", null, null)]
    [TestCase("go: module ./api listed in go.work file requires go >= 1.99, but go.work lists go 1.21; to update it:\n\tgo work use", "gomod-inconsistent", null, null)]
    [TestCase("Error: building at STEP \"COPY go.sum ./\": checking on sources under \"/src\": copier: stat: \"/go.sum\": no such file or directory", "copy-not-found", null, null)]
    [TestCase("error building image: error building stage: failed to optimize instructions: failed to get files used from context: failed to get fileinfo for /workspace/go.sum: lstat /workspace/go.sum: no such file or directory", "copy-not-found", null, null)]
    [TestCase("Error: no Containerfile or Dockerfile specified or found in context directory, /src", "dockerfile-parse", null, null)]
    [TestCase("cgo: exec /opt/cross/cc: fork/exec /opt/cross/cc: no such file or directory", "missing-tool", null, null)]
    [TestCase("/usr/lib/gcc/ld: cannot find -lsqlite3: No such file or directory\ncollect2: error: ld returned 1 exit status", "missing-tool", null, null)]
    [TestCase("/usr/bin/ld: /tmp/go-link-1/000001.o: in function `alpha': multiple definition of `alpha'; /tmp/go-link-1/000000.o: first defined here", "compile-error", null, null)]
    [TestCase("/usr/local/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1", "compile-error", null, null)]

    // Version control.
    [TestCase("go: git.example.net/shop/kit@v1.2.0: reading git.example.net/shop/kit/go.mod at revision v1.2.0: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a: exit status 128:\n\tfatal: could not read Username for 'https://git.example.net': terminal prompts disabled", "vcs-auth", "git.example.net", "git.example.net/shop/kit@v1.2.0")]
    [TestCase("Cloning into 'kit'...\nerror: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.", "vcs-network", null, null)]
    [TestCase("remote: Repository not found.\nfatal: repository 'https://github.com/example/kit/' not found", "vcs-repo-not-found", "github.com", "github.com/example/kit")]
    [TestCase("import \"kit.example.net/x\": parse https://kit.example.net/x?go-get=1: no go-import meta tags", "vcs-repo-not-found", "kit.example.net", null)]
    [TestCase("package kit.example.net/x: unrecognized import path \"kit.example.net/x\"", "vcs-repo-not-found", null, null)]
    [TestCase("fatal: unable to connect to git.example.net:\ngit.example.net[0: 192.0.2.3]: errno=Operation timed out", "vcs-network", "git.example.net", null)]
    [TestCase("ERROR: failed to solve: invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set", "vcs-auth", null, null)]

    // Registries and the engine.
    [TestCase("ERROR: failed to solve: alpine:3: failed to resolve source metadata for docker.io/library/alpine:3: failed to do request: Head \"https://registry-1.docker.io/v2/library/alpine/manifests/3\": dial tcp 192.0.2.9:443: i/o timeout", "registry-network", "registry-1.docker.io", null)]
    [TestCase("#2 resolve image config for docker.io/docker/dockerfile:1\n#2 ERROR: failed to do request: Head \"https://registry-1.docker.io/v2/docker/dockerfile/manifests/1\": dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: no such host", "buildkit-frontend-pull", "registry-1.docker.io", null)]
    [TestCase("toomanyrequests: You have reached your pull rate limit.", "registry-rate-limit", null, null)]
    [TestCase("ERROR: failed to solve: registry.example.net/base:1: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized", "registry-auth", "registry.example.net", null)]
    [TestCase("ERROR: failed to solve: docker.io/library/golang:9.9: not found", "registry-manifest-unknown", "docker.io", null)]
    [TestCase("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?", "daemon-unavailable", null, null)]
    [TestCase("ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF", "buildkit-session", null, null)]
    [TestCase("runc run failed: failed to create endpoint x on network bridge: iptables failed", "daemon-network", null, null)]
    [TestCase("Error: building at STEP \"RUN go mod download\": setup network: netavark: unable to append rule to table 'nat'", "daemon-network", null, null)]
    [TestCase("error: could not connect: dial unix /run/buildkit/buildkitd.sock: connect: no such file or directory", "daemon-unavailable", null, null)]
    [TestCase("Cannot connect to Podman. Please verify your connection to the Linux system", "daemon-unavailable", null, null)]
    [TestCase("Error response from daemon: client version 1.99 is too new. Maximum supported API version is 1.43", "daemon-unavailable", null, null)]
    [TestCase("docker: unknown command: docker buildx", "daemon-unavailable", null, null)]

    // The machine.
    [TestCase("go: example.com/kit@v1.2.0: read \"https:/mods.example.net/@v/v1.2.0.zip\": write /go/pkg/mod/cache/download/x.tmp: no space left on device", "disk-full", null, "example.com/kit@v1.2.0")]
    [TestCase("go build example.com/shop: /usr/local/go/pkg/tool/linux_amd64/link: signal: killed", "oom-killed", null, null)]
    [TestCase("collect2: fatal error: ld terminated with signal 9 [Killed]", "oom-killed", null, null)]
    [TestCase("failed to solve: rpc error: code = Unknown desc = executor failed running [/bin/sh -c go build ./...]: exit code: 137", "oom-killed", null, null)]
    [TestCase("Error: building at STEP \"RUN go build ./...\": while running runtime: exit status 137", "oom-killed", null, null)]
    [TestCase("gcc: internal compiler error: Killed (program cc1)", "oom-killed", null, null)]
    [TestCase("failed to initialize build cache at /.cache/go-build: mkdir /.cache: permission denied", "cache-permission", null, null)]
    public void A_log_is_recognised(string log, string kind, string? host, string? module)
    {
        var diagnosis = FailureClassifier.Classify(log);

        diagnosis.Kind.Id.Should().Be(kind);
        diagnosis.Host.Should().Be(host);
        diagnosis.Module.Should().Be(module);
        diagnosis.LogLine.Should().BePositive();
        diagnosis.Evidence.Should().NotBeEmpty();
    }

    [TestCase("")]
    [TestCase("#8 [4/4] RUN go build -o /out/shop .\n#8 0.154 go: downloading github.com/pkg/errors v0.9.1\n#8 DONE 3.1s\n")]
    [TestCase("Step 3/4 : RUN echo no space left on device\n ---> Using cache\nSuccessfully built 0a1b2c\n")]
    public void A_log_without_a_failure_says_so(string log) =>
        FailureClassifier.Classify(log).Kind.Should().Be(FailureKinds.None);

    [TestCase("If the proxy is slow you may see dial tcp 192.0.2.1:443: i/o timeout in the log, and then it helps to wait.")]
    [TestCase("\tif strings.Contains(err.Error(), \"connection reset by peer\") {")]
    [TestCase("\tErrBroken = errors.New(\"dial tcp: i/o timeout\")")]
    [TestCase("// The server answered with x509: certificate signed by unknown authority.")]
    [TestCase("- `toomanyrequests`: log in to the registry")]
    public void Text_about_failures_is_none(string text) =>
        FailureClassifier.Classify(text).Kind.Id.Should().BeOneOf("none", "unknown");
}
