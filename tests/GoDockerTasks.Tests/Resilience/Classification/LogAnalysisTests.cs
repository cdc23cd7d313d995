using System.Text;
using System.Text.Json;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

/// <summary>What a log as a whole says, beyond its single lines.</summary>
[TestFixture]
public sealed class LogAnalysisTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    [Test]
    public void What_a_step_got_over_is_no_failure() =>
        FailureClassifier.Classify("""
            #7 [2/3] RUN go mod download || go mod download
            #7 1.2 go: example.com/kit@v1.2.0: Get "https://mods.example.net/example.com/kit/@v/v1.2.0.mod": dial tcp 192.0.2.7:443: i/o timeout
            #7 DONE 9.1s
            #8 [3/3] RUN go build ./...
            #8 3.1 # example.com/shop
            #8 3.1 ./main.go:9:32: undefined: kit.NoSuch
            #8 ERROR: process "/bin/sh -c go build ./..." did not complete successfully: exit code: 1
            """).Kind.Should().Be(FailureKinds.CompileError);

    [Test]
    public void What_tests_log_that_pass_is_no_failure() =>
        FailureClassifier.Classify("""
            === RUN   TestRetries
            10:00:00 attempt 1: Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused
            --- PASS: TestRetries (0.10s)
            PASS
            ok  \texample.com/shop\t0.102s
            """.Replace("\\t", "\t")).Kind.Should().Be(FailureKinds.None);

    [Test]
    public void What_stands_before_a_package_that_passes_and_is_not_its_own_stays_a_failure() =>
        FailureClassifier.Classify("""
            # example.com/shop/b
            b/b.go:3:8: example.com/kit@v1.2.0: Get "https://mods.example.net/example.com/kit/@v/v1.2.0.zip": dial tcp 192.0.2.7:443: i/o timeout
            ok  \texample.com/shop/a\t0.102s
            FAIL\texample.com/shop/b [setup failed]
            """.Replace("\\t", "\t")).Kind.Should().Be(FailureKinds.DialTimeout);

    [TestCase("0a1b2c3d4e5f: Pulling fs layer\n0a1b2c3d4e5f: Downloading\ndial tcp 192.0.2.7:443: i/o timeout")]
    [TestCase("Trying to pull r.example.net/base:1...\nCopying blob 0a1b done\n  read tcp 10.1.1.1:4->192.0.2.7:443: read: connection reset by peer")]
    [TestCase("0a1b2c3d4e5f: Download complete\nunexpected EOF")]
    public void What_ends_a_pull_without_saying_of_what_is_the_registrys(string log) =>
        FailureClassifier.Classify(log).Kind.Should().Be(FailureKinds.RegistryNetwork);

    [Test]
    public void What_comes_after_a_pull_is_not_the_registrys() =>
        FailureClassifier.Classify("1: Pulling from library/base\n0a1b2c3d4e5f: Pulling fs layer\nDigest: sha256:0a\ndial tcp 192.0.2.7:443: i/o timeout")
            .Kind.Should().Be(FailureKinds.DialTimeout);

    [Test]
    public void An_error_that_was_broken_after_its_colons_is_read_as_one()
    {
        var diagnosis = FailureClassifier.Classify("""
            ERROR: failed to solve: base:1: failed to authorize: failed to fetch anonymous token:
            Get "https://auth.example.net/token?scope=base":
            dial tcp [2001:db8::7]:443: connect: network is unreachable
            """);
        diagnosis.Kind.Should().Be(FailureKinds.RegistryNetwork);
        diagnosis.Host.Should().Be("auth.example.net");
    }

    [Test]
    public void An_address_that_a_terminal_broke_is_read_as_one()
    {
        var diagnosis = FailureClassifier.Classify("""
            go: example.com/kit@v1.2.0: Get "https://mods.example.net/example.c
            om/kit/@v/v1.2.0.mod": x509: certificate signed by unknown authority
            """);
        diagnosis.Host.Should().Be("mods.example.net");
        diagnosis.Module.Should().Be("example.com/kit@v1.2.0");
    }

    [Test]
    public void A_stage_that_kaniko_asks_a_registry_for_is_the_Dockerfiles_matter() =>
        FailureClassifier.Classify("error building image: GET https://r.example.net/v2/library/stage/manifests/latest: UNAUTHORIZED: authentication required; []")
            .Action.Should().Be(FailureActions.FixDockerfile);

    [TestCase("retry after 5 minutes", 300)]
    [TestCase("retry-after: 1.5s", 1.5)]
    [TestCase("Retry-After: 30", 30)]
    [TestCase("retry after 2 hours", 7200)]
    [TestCase("retry-after: 250ms", 0.25)]
    public void A_server_that_names_a_time_to_wait_is_understood(string words, double seconds) =>
        FailureClassifier.Classify($"toomanyrequests: too many pulls, {words}").RetryAfter.Should().Be(TimeSpan.FromSeconds(seconds));

    [Test]
    public void A_step_of_the_legacy_builder_that_was_followed_by_another_went_well() =>
        FailureClassifier.Classify("""
            Step 2/4 : RUN apt-get update
            Err:1 http://deb.debian.org/debian bookworm InRelease
              Temporary failure resolving 'deb.debian.org'
            Step 3/4 : RUN go build ./...
            go: go.mod requires go >= 1.99 (running go 1.24.4; GOTOOLCHAIN=local)
            The command '/bin/sh -c go build ./...' returned a non-zero code: 1
            """).Kind.Should().Be(FailureKinds.GoTooOld);

    [Test]
    public void A_stage_that_was_only_stopped_is_not_the_one_to_mend() =>
        FailureClassifier.Classify("""
            #9 0.4 E: Failed to fetch http://deb.debian.org/debian/pool/g.deb  Could not connect
            #9 CANCELED
            #8 0.9 ./main.go:9:32: undefined: kit.NoSuch
            #8 ERROR: process "/bin/sh -c go build" did not complete successfully: exit code: 1
            """).Kind.Should().Be(FailureKinds.CompileError);

    [Test]
    public void The_deepest_cause_comes_first_and_the_others_after_it()
    {
        var diagnosis = FailureClassifier.Classify("""
            go: updates to go.mod needed
            go: example.com/kit@v1.2.0: Get "https://mods.example.net/example.com/kit/@v/v1.2.0.mod": net/http: TLS handshake timeout
            write /tmp/go-build1/b001: no space left on device
            """);

        diagnosis.Kind.Should().Be(FailureKinds.DiskFull);
        diagnosis.Others.Should().Equal(FailureKinds.TlsHandshakeTimeout, FailureKinds.GomodInconsistent);
    }

    [Test]
    public void What_the_proxys_own_git_says_is_the_proxys_answer()
    {
        var diagnosis = FailureClassifier.Classify("""
            go: git.example.net/shop/kit@v1.2.0: reading https://proxy.golang.org/git.example.net/shop/kit/@v/v1.2.0.mod: 404 Not Found
            	server response:
            	not found: git.example.net/shop/kit@v1.2.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a: exit status 128:
            		fatal: could not read Username for 'https://git.example.net': terminal prompts disabled
            """);

        diagnosis.Kind.Should().Be(FailureKinds.Proxy404);
        diagnosis.Action.Should().Be(FailureActions.AddPrivate);
        diagnosis.Module.Should().Be("git.example.net/shop/kit@v1.2.0");
    }

    [TestCase("dial tcp 127.0.0.1:3000: connect: connection refused", "127.0.0.1")]
    [TestCase("dial tcp [2001:db8::1]:443: connect: cannot assign requested address", "IPv6")]
    [TestCase("dial tcp 192.0.2.7:443: connect: connection refused", "firewall")]
    public void The_cause_that_the_evidence_shows_comes_first(string error, string cause) =>
        FailureClassifier.Classify($"go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": {error}")
            .Causes.First().Should().Contain(cause);

    [Test]
    public void A_command_is_no_evidence() =>
        FailureClassifier.Classify("""
            #8 [2/2] RUN echo "no space left on device: connection reset by peer" && false
            #8 ERROR: process "/bin/sh -c echo \"x: no space left on device\" && false" did not complete successfully: exit code: 1
            """).Kind.Should().Be(FailureKinds.StepFailed);

    [Test]
    public void A_failed_go_step_that_nobody_knows_is_unknown_with_its_likeliest_lines()
    {
        var diagnosis = FailureClassifier.Classify("""
            #8 0.1 generating
            #8 0.2 error: the moon is not full
            #8 ERROR: process "/bin/sh -c go generate ./..." did not complete successfully: exit code: 1
            """);

        diagnosis.Kind.Should().Be(FailureKinds.Unknown);
        diagnosis.Action.Should().Be(FailureActions.Stop);
        diagnosis.Evidence.Should().Contain("error: the moon is not full");
    }

    [TestCase("#8 0.1 ./main.go:9:32: undefined: kit.NoSuch\nDockerfile:5\n--------------------\n   4 |     COPY . .\n   5 | >>> RUN go build\n", 5)]
    [TestCase("./main.go:9:32: undefined: kit.NoSuch\n   7 | >>> RUN go build\n", 7)]
    [TestCase("./main.go:9:32: undefined: kit.NoSuch\nservices/cart/Dockerfile.prod:12\n", 12)]
    [TestCase("ERROR: failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN\n", 3)]
    public void The_line_of_the_Dockerfile_is_found(string log, int line) =>
        FailureClassifier.Classify(log).DockerfileLine.Should().Be(line);

    [Test]
    public void Events_are_read_whether_they_stand_on_one_line_or_on_many([Values] bool indented)
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes("# example.com/shop\n./main.go:9:32: undefined: kit.NoSuch\n"));
        string[] events =
        [
            """{"vertexes":[{"digest":"sha256:1","name":"[2/3] RUN go mod download"}]}""",
            $$"""{"logs":[{"vertex":"sha256:1","stream":2,"data":"{{data}}"}]}""",
            """{"vertexes":[{"digest":"sha256:1","name":"[2/3] RUN go mod download","error":"process \"/bin/sh -c go build\" did not complete successfully: exit code: 1"}]}""",
        ];
        var log = string.Join('\n', events.Select(line => indented ? Indented(line) : line));

        var diagnosis = FailureClassifier.Classify(log + "\nERROR: failed to solve: process\n");

        diagnosis.Kind.Should().Be(FailureKinds.CompileError);
        diagnosis.Evidence[0].Should().Be("./main.go:9:32: undefined: kit.NoSuch");
    }

    [Test]
    public void An_object_that_is_no_event_is_read_as_lines() =>
        FailureClassifier.Classify("""
            {
            	"Path": "example.com/kit",
            	"Error": "example.com/kit@v1.2.0: reading https://proxy.golang.org/example.com/kit/@v/v1.2.0.zip: 403 Forbidden"
            """).Kind.Should().Be(FailureKinds.ProxyDenied);

    [Test]
    public void The_evidence_does_not_grow_with_the_log()
    {
        var log = string.Concat(Enumerable.Range(0, 5_000).Select(i =>
            $"#{i % 50} 0.1 go: example.com/kit{i}@v1.2.0: Get \"https://mods.example.net/example.com/kit{i}/@v/v1.2.0.mod\": dial tcp 192.0.2.7:443: i/o timeout\n"));

        var diagnosis = FailureClassifier.Classify(log);

        diagnosis.LogLine.Should().Be(1);
        diagnosis.Evidence.Should().HaveCountLessThanOrEqualTo(8);
    }

    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, _indented);
    }

    [TestCase("#9 1.1 --- FAIL: TestX\n#9 1.2 FAIL\texample.com/x\t0.1s\n#9 1.3 DONE 2 tests, 1 failure in 0.5s\n#9 ERROR: process \"/bin/sh -c gotestsum\" did not complete successfully: exit code: 1", "test-failure")]
    [TestCase("#9 5.2 [ERROR] go: example.com/a@v1.0.0: Get \"https://proxy.example.net/example.com/a/@v/v1.0.0.zip\": dial tcp 192.0.2.1:443: i/o timeout", "dial-timeout")]
    [TestCase("{\"logs\":[\"a\",\"b\"]}\n./main.go:5:2: undefined: x", "compile-error")]
    [TestCase("{\"vertexes\":[1]}\n./main.go:5:2: undefined: x", "compile-error")]
    [TestCase("{\"error\":\"\\ud800\"}\n./main.go:5:2: undefined: x", "compile-error")]
    [TestCase("{\"level\":\"error\",\"err\":\"dial tcp 192.0.2.1:443: connect: connection refused\"}", "connect-refused")]
    [TestCase("./main.go:4:1: syntax error: unexpected semicolon or newline before {", "compile-error")]
    [TestCase("./main.go:3:13: cannot use func() {} (value of type func()) as int value in variable declaration", "compile-error")]
    [TestCase("fatal: unable to access 'https://gitlab.example.com:8443/org/repo.git/': The requested URL returned error: 403", "vcs-auth")]
    [TestCase("#9 1.1 --- FAIL: TestX\n#9 1.2 x_test.go:9: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n#9 1.3 FAIL\texample.com/x\t0.1s", "test-failure")]
    [TestCase("#9 0.1 /bin/sh: 1: docker: not found", "missing-tool")]
    [TestCase("./x.go:3:7: any requires go1.18 or later (-lang was set to go1.17; check go.mod)", "gomod-inconsistent")]
    public void What_a_program_prints_is_neither_frame_nor_source(string log, string kind) =>
        FailureClassifier.Classify(log).Kind.Id.Should().Be(kind);

    [Test]
    public void A_step_that_failed_without_a_known_word_shows_its_last_ones() =>
        FailureClassifier.Classify("#9 0.1 hello\n#9 ERROR: process \"/bin/sh -c ./e.sh\" did not complete successfully: exit code: 1")
            .Evidence.Should().Contain("hello");

    [Test]
    public async Task No_line_hangs()
    {
        var names = string.Join(", ", Enumerable.Range(0, 60).Select(i => $"host{i}"));
        string[] lines =
        [
            $"Cannot reach any of the hosts {names} : https://proxy.example.com connection refused",
            "error: " + new string(' ', 250_000) + "connection refused; " + new string(';', 100_000),
        ];

        // Not a speed: without an end it would take years.
        var reading = Task.Run(() => lines.Select(line => FailureClassifier.Classify(line).Kind.Id).ToList());
        (await reading.WaitAsync(TimeSpan.FromMinutes(2))).Should().HaveCount(2).And.NotContain("none");
    }
}
