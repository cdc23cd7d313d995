using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Dockerfiles.Linting.Rules;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

[TestFixture]
public sealed class DockerfileFixerTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public DockerfileFixerTests()
    {
        Write("go.mod", "module example.com/app\n\ngo 1.24\n\nrequire example.com/dep v1.0.0\n");
        Write("go.sum", "");
    }

    public void Dispose() => _folder.Dispose();

    [TestCase(
        "FROM golang:1.24 AS build\nWORKDIR /src\n# all of it\nCOPY . .\nRUN go mod download\n",
        "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\n# all of it\nCOPY . .\nRUN go mod download\n")]
    [TestCase(
        "FROM golang:1.24 AS b\r\nADD x /x\r\nCOPY . /src\r\nWORKDIR /src\r\nRUN go build -o /app\r\nFROM debian:12",
        "FROM golang:1.24 AS b\r\nADD x /x\r\nCOPY go.mod go.sum /src/\r\nRUN cd /src && go mod download\r\nCOPY . /src\r\nWORKDIR /src\r\nRUN go build -o /app\r\nFROM debian:12")]
    [TestCase(
        "FROM golang:1.24\nWORKDIR /src\nRUN --mount=type=bind,target=. \\\n    # only modules\n    go mod download\n",
        "FROM golang:1.24\nWORKDIR /src\nRUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=bind,source=go.sum,target=go.sum \\\n    # only modules\n    go mod download\n")]
    [TestCase(
        "FROM golang:1.24\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN  go   mod  tidy # first\nCOPY . .\nFROM debian:12\n",
        "FROM golang:1.24\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN  go   mod  download # first\nCOPY . .\nFROM debian:12\n")]
    [TestCase(
        "FROM golang:1.24\nENV GOMODCACHE=/m\nCOPY main.go go.mod /src/\nRUN --mount=id=go,type=cache,target=/go/pkg/mod cd /src && go build\nFROM debian:12\n",
        "FROM golang:1.24\nENV GOMODCACHE=/m\nCOPY main.go go.mod /src/\nRUN --mount=id=go,type=cache,target=/m cd /src && go build\nFROM debian:12\n")]
    [TestCase(
        "ARG GOPROXY=https://p.example.com\nFROM golang:1.24 AS a\nFROM a\nRUN go install example.com/x@v1.0.0\n",
        "ARG GOPROXY=https://p.example.com\nFROM golang:1.24 AS a\nARG GOPROXY\nFROM a\nRUN go install example.com/x@v1.0.0\n")]
    [TestCase(
        "FROM golang:1.24\n  env GOPROXY  https://p.example.com\nCOPY main.go go.mod /src/\nRUN cd /src && go build\n",
        "FROM golang:1.24\n  ARG GOPROXY=https://p.example.com\nCOPY main.go go.mod /src/\nRUN cd /src && go build\n")]
    [TestCase(
        "FROM golang:1.24 AS b\r\nCOPY go.mod /s/\r\nRUN --mount=type=cache,id=m,target=/go/pkg/mod cd /s && go mod download\r\nCOPY cmd /s/cmd\r\n"
            + "RUN --network=none \\\r\n  cd /s && go build -o /app ./cmd\r\nFROM alpine:3.22\r\n",
        "FROM golang:1.24 AS b\r\nCOPY go.mod /s/\r\nRUN --mount=type=cache,id=m,target=/go/pkg/mod cd /s && go mod download\r\nCOPY cmd /s/cmd\r\n"
            + "RUN --mount=type=cache,id=m,target=/go/pkg/mod --network=none \\\r\n  cd /s && go build -o /app ./cmd\r\nFROM alpine:3.22\r\n")]
    public void A_fault_is_mended_and_nothing_else_is_touched(string before, string after)
    {
        Fix(before).Should().Be(after);

        Fix(after).Should().Be(after, "running it twice changes nothing");
    }

    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN apk add git\nRUN go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nENV GOPRIVATE=example.com\nRUN go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN GOPROXY=http://127.0.0.1:3000 go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN --network=host go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nCOPY goenv /root/.config/go/env\nRUN go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN apk add git && go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go mod edit -replace a=b && go mod download\n")]
    [TestCase("FROM golang:1.24 AS b\nWORKDIR /src\nCOPY go.mod ./\nRUN ls\nCOPY . .\nRUN go mod download\nFROM debian:12\n")]
    [TestCase("FROM golang:1.24 AS b\nWORKDIR /go\nCOPY go.mod go.sum /src/\nRUN --mount=type=cache,target=pkg/mod cd /src && go mod download\nWORKDIR /src\nCOPY cmd cmd\nRUN go build ./cmd\nFROM debian:12\n")]
    [TestCase("FROM golang:1.24 AS b\nCOPY go.mod main.go /src/\nRUN --mount=type=cache,target=/tmp/.cache/go-build cd /src && HOME=/tmp go build\nFROM debian:12\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN --mount=type=ssh go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY --chown=1:1 . .\nRUN go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\n# godocker:ignore GDT5101 it is a demonstration\nCOPY . .\nRUN go mod download\n")]
    [TestCase("FROM golang:1.24\nCOPY go.mod /s/\nRUN --mount=type=cache,target=/go/pkg/mod cd /s && go mod download\nCOPY cmd /s/cmd\nRUN cd /s && go build ./cmd\n")]
    [TestCase("FROM golang:1.24\nARG P\nENV GOPROXY=$P\n")]
    [TestCase("FROM golang:1.24\nENV GOPROXY=https://p.example.com\nCOPY go.mod main.go /src/\nRUN cd /src && go build\nCMD [\"air\"]\n")]
    [TestCase("FROM golang:1.24\nENV GOPROXY=https://p.example.com\nCOPY go.mod go.sum /src/\nWORKDIR /src\nCMD [\"go\", \"run\", \".\"]\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod tidy\nCOPY . .\nRUN go build -o /app\n")]
    [TestCase("FROM golang:1.24 AS b\nWORKDIR /src\nCOPY . .\nRUN go build -o /app\nFROM golang:1.24\nCOPY --from=b /go/pkg /go/pkg\nCOPY --from=b /app /app\n")]
    [TestCase("FROM golang:1.24\nENV GOMODCACHE=/m\nCOPY main.go go.mod /src/\nRUN --mount=type=cache,target=/go/pkg/mod cd /src && go build\n")]
    public void What_might_change_the_image_is_left_alone(string text) => Fix(text).Should().Be(text);

    [TestCase("WORKDIR /src\nCOPY . .\nRUN cd tools && go mod download\n")]
    [TestCase("WORKDIR /src\nCOPY . .\nWORKDIR /src/tools/deep\nRUN go mod download\n")]
    [TestCase("WORKDIR /src\nCOPY . .\nRUN go -C tools mod download\n")]
    [TestCase("WORKDIR /src/tools\nRUN --mount=type=bind,target=/src go mod download\n")]
    public void A_download_for_another_module_is_left_alone(string lines)
    {
        Write("tools/go.mod", "module example.com/tools\n");

        Fix("FROM golang:1.24\n" + lines).Should().Be("FROM golang:1.24\n" + lines);
    }

    [Test]
    public void A_folder_of_the_same_module_has_its_modules_downloaded_above()
    {
        Fix("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nWORKDIR cmd/app\nRUN go mod download\n").Should()
            .Be("FROM golang:1.24\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nWORKDIR cmd/app\nRUN go mod download\n");
    }

    [TestCase("require example.com/dep v1.0.0\nreplace example.com/dep => ../dep\n")]
    [TestCase("require example.com/dep v1.0.0\nreplace (\n\texample.com/dep => ./dep\n)\n")]
    public void A_module_that_a_folder_replaces_needs_more_than_go_mod(string lines)
    {
        const string Text = "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go mod download\n";
        const string Mounted = "FROM golang:1.24\nWORKDIR /src\nRUN --mount=type=bind,target=. go mod download\n";
        Write("go.mod", "module example.com/app\n" + lines);

        Fix(Text).Should().Be(Text);
        Fix(Mounted).Should().Be(Mounted);
    }

    [TestCaseSource(nameof(Fixable))]
    public void The_bad_example_of_a_rule_becomes_one_without_the_fault(LintRule rule)
    {
        var mended = Fix(rule.Bad + "\n");

        mended.Should().NotBe(rule.Bad + "\n");
        DockerfileLinter.Lint("Dockerfile", mended, Context()).Findings.Should().NotContain(finding => finding.Rule == rule);
        Fix(mended).Should().Be(mended);
    }

    private static IEnumerable<LintRule> Fixable() => LintRules.All.Where(rule => rule.IsFixable);

    private BuildContextFolder Context() => new(_folder.Path, Path.Combine(_folder.Path, "Dockerfile"));

    private string Fix(string text) => DockerfileFixer.Fix(text, Context()).Text;

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
