using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class LeftAloneTests
{
    [Test]
    public void A_step_can_be_left_out_with_a_reason()
    {
        var plan = Of("""
            FROM golang:1.24
            COPY . .
            # godocker:off it needs the real network
            RUN go generate ./...
            RUN go build .
            """);

        MountedLines(plan).Should().Equal(3, 5);
        plan.LeftAlone.Should().ContainSingle().Which.Text.Should().Contain("it needs the real network");
    }

    [Test]
    public void A_stage_can_be_left_out_with_a_reason()
    {
        var plan = Of("# godocker:off no\nFROM golang:1.24\nCOPY . .\nRUN go build .\n");

        plan.IsRewritten.Should().BeFalse();
        plan.LeftAlone.Should().ContainSingle().Which.Line.Should().Be(4);
    }

    [TestCase("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\"]\nCOPY . .\nRUN go build\n")]
    [TestCase("FROM golang:1.12\nCOPY . .\nRUN go build\n")]
    [TestCase("FROM golang:1.24-nanoserver\nCOPY . .\nRUN go build\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN rm -rf /usr/local/go && go build\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go build && cp -r / /rootfs\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go build && rm -rf /run/*\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go build && cp -r $(go env GOROOT) /goroot\n")]
    [TestCase("FROM alpine\nRUN go env -w GOFLAGS=-mod=mod\nCOPY . .\nRUN go build\n")]
    public void What_cannot_be_done_safely_is_left_alone_and_said(string text)
    {
        var plan = Of(text);

        plan.Text.Should().Be(text);
        plan.LeftAlone.Should().ContainSingle();
        plan.NotHermetic.Should().ContainSingle();
    }

    [Test]
    public void Onbuild_is_never_rewritten() =>
        Of("FROM golang:1.24\nCOPY . .\nONBUILD RUN go build\n").IsRewritten.Should().BeFalse();
}
