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

    [TestCase("ENV GOPROXY=https://corp.example\nRUN go build\n# godocker:off it asks our own\nRUN go env")]
    [TestCase("ENV GOPROXY=https://corp.example\nRUN go build\nRUN echo $GOPROXY > /out/x")]
    [TestCase("ENV GOPROXY=https://corp.example GOTOOLCHAIN=go1.24.9+path\nRUN go build")]
    public void A_proxy_that_somebody_goes_by_stays_in_its_stage(string lines)
    {
        var plan = Of($"FROM golang:1.24 AS build\nCOPY . .\n{lines}{End}");

        plan.Text.Should().Contain("GOPROXY=https://corp.example");
        plan.NotHermetic.Should().NotBeEmpty();
    }

    [Test]
    public void A_script_that_is_only_written_is_not_rewritten()
    {
        const string Script = "RUN cat > /out/dev.sh <<'EOF'\nGOPROXY=https://corp.example go run .\ngo env -w GOPROXY=https://corp.example\nEOF\n";
        Of($"FROM golang:1.24 AS build\nCOPY . .\n{Script}RUN go build -o /out/app{End}").Text.Should().Contain(Script);
    }

    [TestCase("COPY --from=src /code /code", true)]
    [TestCase("COPY --from=src /usr/src/app /usr/src/app", true)]
    [TestCase("COPY --from=src /usr/local/bin/tool /usr/local/bin/tool", false)]
    public void Source_may_come_from_another_stage(string copy, bool brings) =>
        Of($"FROM alpine:3 AS src\nRUN true\nFROM golang:1.24 AS build\n{copy}\nRUN go build -o /out/app{End}").Text
            .Contains("from=godocker-modules", StringComparison.Ordinal).Should().Be(brings);
}
