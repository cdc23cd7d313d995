using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed class OfflineBuildTests : IDisposable
{
    private readonly TestService _service = new();
    private readonly string _tag = $"godocker-tests/{Guid.NewGuid():N}:1";

    public void Dispose() => _service.Dispose();

    [TearDown]
    public async Task RemoveImage() => await TestEngine.DockerAsync("image", "rm", "--force", _tag);

    [Test]
    public async Task A_two_stage_build_needs_no_network()
    {
        var plan = Of($"""
            FROM {await TestEngine.GolangAsync()} AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download && go mod verify
            COPY . .
            RUN CGO_ENABLED=0 go build -o /out/app .

            FROM scratch
            COPY --from=build /out/app /app
            ENTRYPOINT ["/app"]

            """);

        var build = await TestEngine.BuildAsync(plan, _service, _tag);

        build.ExitCode.Should().Be(0, build.Error);
        (await TestEngine.EnsureAsync("run", "--rm", "--network=none", _tag)).Should().Be("hello");
    }

    [TestCase("USER app")]
    [TestCase("USER 1000:1000")]
    [TestCase("USER 4711\nENV HOME=/tmp")]
    [TestCase("ENV GOENV=off")]
    [TestCase("ENV GOPROXY=https://proxy.invalid,direct")]
    [TestCase("RUN go env -w GOPROXY=https://proxy.invalid GOFLAGS=-trimpath")]
    [TestCase("ENV GOPRIVATE=example.test")]
    [TestCase("ENV GOMODCACHE=/tmp/modules GOCACHE=/tmp/build")]
    [TestCase("ENV GOPATH=/tmp/gopath")]
    [TestCase("SHELL [\"/bin/sh\", \"-exc\"]")]
    public async Task A_stage_of_any_kind_needs_no_network(string lines)
    {
        var plan = Of($"""
            FROM {await TestEngine.GolangAsync()} AS build
            WORKDIR /tmp/src
            {lines}
            COPY . .
            RUN CGO_ENABLED=0 go build -o /tmp/app .

            FROM scratch
            COPY --from=build /tmp/app /app
            ENTRYPOINT ["/app"]

            """);

        var build = await TestEngine.BuildAsync(plan, _service, _tag);

        build.ExitCode.Should().Be(0, build.Error);
        plan.LeftAlone.Should().BeEmpty();
    }

    [TestCase("RUN [\"go\", \"build\", \"-o\", \"/app\", \".\"]")]
    [TestCase("RUN <<EOF\nset -e\ngo mod download\ngo build -o /app .\nEOF")]
    [TestCase("RUN --mount=type=cache,target=/root/.cache/go-build --mount=type=cache,target=/go/pkg/mod \\\n    # with a comment\n\n    go build -o /app .")]
    [TestCase("RUN echo 'go build -o /app .' > build.sh && sh build.sh")]
    [TestCase("RUN go build -o /app . && go clean -cache -modcache && rm -rf /root/.cache")]
    [TestCase("RUN sh -c 'cd /src && go vet ./... && go build -o /app .'")]
    public async Task A_run_of_any_form_needs_no_network(string run)
    {
        var plan = Of($"""
            FROM {await TestEngine.GolangAsync()}
            WORKDIR /src
            COPY . .
            {run}

            """);

        var build = await TestEngine.BuildAsync(plan, _service, _tag);

        build.ExitCode.Should().Be(0, build.Error);
        (await TestEngine.EnsureAsync("run", "--rm", "--network=none", _tag, "/app")).Should().Be("hello");
    }

    [Test]
    public async Task Go_from_the_packages_of_a_distribution_needs_no_network()
    {
        var plan = Of($"""
            FROM {await TestEngine.GolangAsync()} AS golang
            FROM scratch AS alpine
            COPY --from=golang /bin /bin
            COPY --from=golang /etc /etc
            COPY --from=golang /usr/local/go /usr/lib/go
            RUN mkdir -p /tmp /usr/bin && ln -s /usr/lib/go/bin/go /usr/bin/go
            FROM alpine
            WORKDIR /src
            COPY . .
            RUN go build -o /app .

            """);

        var build = await TestEngine.BuildAsync(plan, _service, _tag);

        plan.Text.Should().Contain("target=/root/.config/go/env");
        build.ExitCode.Should().Be(0, build.Error);
    }

    [Test]
    public async Task An_error_names_the_users_own_line()
    {
        _service.Write("main.go", "package main\n\nfunc main() { nothing() }\n");
        var plan = Of($"""
            FROM {await TestEngine.GolangAsync()}
            WORKDIR /src

            COPY . .
            # build
            RUN go build -o /app .

            """);

        var build = await TestEngine.BuildAsync(plan, _service, _tag);

        build.ExitCode.Should().NotBe(0);
        build.Error.Should().Contain("undefined: nothing").And.Contain("Dockerfile:6");
    }
}
