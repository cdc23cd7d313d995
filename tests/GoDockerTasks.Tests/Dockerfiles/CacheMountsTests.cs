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
}
