using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class CacheMountsTests
{
    private const string End = "\nFROM scratch\nCOPY --from=build /out /out\n";

    [TestCase("cp -a /go /out/gopath")]
    [TestCase("cd $GOPATH && tar cf /out/x.tar pkg")]
    [TestCase("rm -rf ${GOPATH:?}/pkg")]
    [TestCase("find / -xdev -name LICENSE -exec cp {} /out \\;")]
    [TestCase("d=$(go list -f '{{.Dir}}' -m example.com/x) && ln -s $d /x")]
    public void Where_a_step_looks_for_modules_they_are_in_the_layer(string command) =>
        Of($"FROM golang:1.24 AS build\nCOPY . .\nRUN go build -o /out/app\nRUN {command}{End}").Text.Should().NotContain("godocker-go-mod");

    [TestCase("cp /go/bin/tool /out/")]
    [TestCase("ls $GOPATH/bin ${GOPATH}/src")]
    [TestCase("cp -r /src/go /out/")]
    public void Other_places_do_not_cost_the_mount(string command) =>
        Of($"FROM golang:1.24 AS build\nCOPY . .\nRUN go build -o /out/app\nRUN {command}{End}").Text.Should().Contain("godocker-go-mod");

    [Test]
    public void A_stage_that_has_the_name_of_its_base_is_not_mounted_into_itself() =>
        Of("FROM golang AS golang\nUSER nobody\nCOPY . .\nRUN go build -o /tmp/app\n").Text.Should().NotContain("from=golang,");

    [Test]
    public void Another_scope_has_other_caches() =>
        Of(TwoStages, input => input with { CacheScope = "pull request" }).Text.Should().NotBe(Of(TwoStages).Text);

    [Test]
    public void The_module_cache_is_not_mounted_in_stages_that_become_the_image()
    {
        var plan = Of("""
            FROM golang:1.24
            COPY . .
            RUN go build ./...
            """);

        plan.Text.Should().Contain("go-build").And.NotContain("pkg/mod");
    }

    [TestCase("RUN cp -r /go/pkg/mod/example.com/x /x")]
    [TestCase("RUN go clean -modcache")]
    [TestCase("RUN --mount=type=cache,target=/go/pkg/mod go vet ./...")]
    [TestCase("ENV X=/go/pkg/mod")]
    public void The_module_cache_is_not_mounted_where_something_else_looks_for_it(string line)
    {
        var plan = Of($"""
            FROM golang:1.24 AS build
            COPY . .
            RUN go build -o /app .
            {line}
            FROM scratch
            COPY --from=build /app /app
            """);

        plan.Text.Should().NotContain("godocker-go-mod");
    }

    [TestCase("/go/pkg/mod")]
    [TestCase("/go")]
    [TestCase("/go/pkg/mod/cache/download")]
    [TestCase("/")]
    public void The_module_cache_is_not_mounted_where_another_stage_copies_it(string path)
    {
        var plan = Of($"""
            FROM golang:1.24 AS build
            COPY . .
            RUN go build -o /app .
            FROM scratch
            COPY --from=build {path} /x
            """);

        plan.Text.Should().NotContain("godocker-go-mod");
    }

    [Test]
    public void A_users_own_build_cache_is_used()
    {
        var plan = Of("""
            FROM golang:1.24 AS build
            COPY . .
            RUN --mount=type=cache,target=/root/.cache/go-build go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            """);

        plan.Text.Should().NotContain("godocker-go-build");
        plan.Secrets["godocker-goenv-nocache"].Should().NotContain("GOCACHE");
    }

    [Test]
    public void A_step_that_empties_the_build_cache_empties_its_own() =>
        Of("FROM golang:1.24\nCOPY . .\nRUN go build . && go clean -cache\n").Text.Should().NotContain("godocker-go-build");

    [TestCase("USER 1000", ",uid=1000")]
    [TestCase("USER 1000:1001", ",uid=1000,gid=1001")]
    [TestCase("USER app", ",from=golang:1.24,source=/tmp")]
    [TestCase("USER root", "shared ")]
    public void The_build_cache_belongs_to_the_user_of_the_run(string user, string owner)
    {
        var plan = Of($"""
            FROM golang:1.24 AS build
            {user}
            COPY . .
            RUN go build -o /tmp/app .
            FROM scratch
            COPY --from=build /tmp/app /app
            """);

        plan.Text.Split('\n')[3].Should().Contain($"sharing=shared{owner.Replace("shared", "", StringComparison.Ordinal)}");
    }
}
