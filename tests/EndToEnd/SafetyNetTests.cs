using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>
/// The ways in which our mounts can hurt a step that was never written for them, hidden in scripts where the rewriter cannot
/// see them. Each time the user's own Dockerfile is built once more, as it is, and the run says so.
/// </summary>
[TestFixture]
public sealed class SafetyNetTests : IDisposable
{
    private readonly OrdersService _service = new();

    public SafetyNetTests()
    {
        // No module is needed and GOPROXY is set nowhere: what an untouched Dockerfile asks is its own matter.
        File.Delete(_service.File("go.sum"));
        _service.Write("go.mod", "module shop.example.com/orders\n\ngo 1.24\n");
        _service.Write("cake.config", $"[GoDocker]\nImage={_service.Image}\nBaseFallback=local\n");
        _service.Write(".dockerignore", "artifacts\n");
        Directory.CreateDirectory(_service.File("tool"));
        _service.Write("tool/main.go", "package main\n\nfunc main() {}\n");
    }

    public void Dispose() => _service.Dispose();

    [TestCase("rm -rf /usr/local/go", "a mount point cannot be removed")]
    [TestCase("test \"$(go env GOCACHE)\" = /root/.cache/go-build", "a step looks at Go's settings and says nothing")]
    public Task The_untouched_file_is_built_when(string script, string why) => FallsBackAsync(script, why);

    [TestCase("echo GOFLAGS=-trimpath >>/usr/local/go/go.env", "the settings are read-only")]
    [TestCase("mkdir -p /go/pkg/mod && touch /go/pkg/mod/mark && ln /go/pkg/mod/mark /mark", "a cache is another file system")]
    [TestCase("test ! -e /run/godocker", "a step looks for what should not be there")]
    [Category("Exhaustive")]
    public Task The_untouched_file_is_built_also_when(string script, string why) => FallsBackAsync(script, why);

    [Test]
    [Category("Exhaustive")]
    public Task The_untouched_file_is_built_when_a_later_step_misses_Gos_build_cache() =>
        FallsBackAsync("go build -o /tmp/tool ./tool", "the cache was expected in the layer", "RUN tar cf /cache.tar -C /root/.cache go-build");

    [Test]
    [Category("Exhaustive")]
    public async Task The_untouched_file_is_built_when_a_script_changes_the_user_and_the_cache_is_roots()
    {
        // A repo of its own has caches of its own, which nobody has filled.
        await _service.RunProgramAsync("git", "remote", "set-url", "origin", $"https://git.example.com/{Guid.NewGuid():N}");

        await FallsBackAsync("su -s /bin/sh -c 'HOME=/tmp go build -o /tmp/tool ./tool' nobody", "the build cache cannot be written");
    }

    [Test]
    public async Task With_a_list_of_proxies_the_untouched_file_would_ask_others_so_the_run_ends_and_says_how_to_build_it()
    {
        Write("rm -rf /usr/local/go");

        var run = await _service.RunAsync($"--goproxy={Path.Combine(Paths.Root, "samples", "goproxy")}");

        run.ExitCode.Should().NotBe(0);
        run.Everything.Should().Contain("--rewrite=off");
        run.Section("attempts").GetArrayLength().Should().Be(1);
    }

    private async Task FallsBackAsync(string script, string why, string later = "")
    {
        Write(script, later);

        var run = await _service.RunAsync();

        run.ShouldSucceed();
        var attempts = run.Section("attempts");
        attempts.GetArrayLength().Should().Be(2, why);
        attempts[0].GetProperty("taken").GetString().Should().Be("unrewritten");
        attempts[0].GetProperty("failure").GetProperty("dockerfileLine").GetInt32().Should().Be(later.Length == 0 ? 4 : 5);
        run.Section("dockerfile").GetProperty("fellBack").GetString().Should().NotBeNullOrEmpty();
        run.Output.Should().Contain("the file is built as it is");
    }

    private void Write(string script, string later = "")
    {
        _service.Write("step.sh", $"set -e\n{script}\n");
        _service.Write("Dockerfile", $"""
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY . .
            RUN go list ./tool && sh step.sh
            {later}
            FROM gcr.io/distroless/static-debian12:nonroot
            COPY --from=build /src/go.mod /

            """);
    }
}
