using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

/// <summary>Rules that compare the Dockerfile with the files of its build context.</summary>
[TestFixture]
public sealed class ContextRuleTests : IDisposable
{
    private const string Vendored = "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app\n";

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("1.24", "require example.com/dep v1.0.0", "# example.com/dep v1.0.0\n## explicit\nexample.com/dep\n", false)]
    [TestCase("1.24", "require example.com/dep v1.1.0", "# example.com/dep v1.0.0\n## explicit\nexample.com/dep\n", true)]
    [TestCase("1.24", "require example.com/dep v1.0.0", "# example.com/dep v1.0.0\nexample.com/dep\n", true)]
    [TestCase("1.24", "require example.com/dep v1.0.0\nrequire example.com/more v1.0.0 // indirect", "# example.com/dep v1.0.0\n## explicit\nexample.com/dep\n", true)]
    [TestCase("1.16", "require example.com/dep v1.0.0\nreplace example.com/dep => ../dep", "# example.com/dep v1.0.0 => ../dep\n## explicit\nexample.com/dep\n# example.com/dep => ../dep\n", false)]
    public async Task A_vendor_folder_is_found_at_fault_where_Go_finds_it_so(string go, string lines, string list, bool differs)
    {
        Write("go.mod", $"module example.com/app\n\ngo {go}\n\n{lines}\n");
        Write("go.sum", "");
        Write("main.go", "package main\n\nimport _ \"example.com/dep\"\n\nfunc main() {}\n");
        Write("vendor/modules.txt", list);
        Write("vendor/example.com/dep/dep.go", "package dep\n");

        var build = () => RealGo.RunAsync(_folder.Path, "off", "list -deps .");
        if (differs)
        {
            (await build.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*inconsistent vendoring*");
        }
        else
        {
            await build.Should().NotThrowAsync();
        }

        Find(Vendored).Contains(("GDT5307", 4)).Should().Be(differs);
    }

    [TestCase("RUN go mod vendor\nRUN go build -o /app")]
    [TestCase("RUN go mod tidy\nRUN go build -o /app")]
    [TestCase("RUN go build -mod=mod -o /app")]
    [TestCase("RUN cd tools && go build -o /app")]
    [TestCase("RUN rm -rf vendor\nRUN go build -o /app")]
    [TestCase("ENV GOFLAGS=-mod=mod\nRUN go build -o /app")]
    [TestCase("WORKDIR /src/tools\nRUN go build -o /app")]
    public void A_build_that_does_not_use_the_vendor_folder_may_have_any(string lines)
    {
        Write("go.mod", "module example.com/app\n\ngo 1.24\n\nrequire example.com/dep v1.1.0\n");
        Write("vendor/modules.txt", "# example.com/dep v1.0.0\n## explicit\nexample.com/dep\n");

        Find($"FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\n{lines}\n").Should().NotContain(found => found.Code == "GDT5307");
    }

    [TestCase("vendor\n", "go build -mod=vendor -o /app", true)]
    [TestCase("vendor\n", "go build -o /app", false)]
    [TestCase("*.md\n", "go build -mod=vendor -o /app", false)]
    public void A_vendor_folder_that_is_asked_for_and_hidden_is_found(string ignored, string command, bool isHidden)
    {
        Write("go.mod", "module example.com/app\n\ngo 1.24\n");
        Write("vendor/modules.txt", "");
        Write(".dockerignore", ignored);

        Find($"FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN {command}\n").Contains(("GDT5307", 4)).Should().Be(isHidden);
    }

    [TestCase("bin/worker", "\u007fELF", "", "", true)]
    [TestCase("app", "\u007fELF", "", "", true)]
    [TestCase("dist/app.exe", "MZ", "", "", true)]
    [TestCase("bin/worker", "#!/bin/sh\n", "", "", false)]
    [TestCase("bin/protoc", "\u007fELF", "", "", false)]
    [TestCase("bin/worker", "\u007fELF", "bin\n", "", false)]
    [TestCase("bin/worker", "\u007fELF", "", "COPY bin/worker /worker\n", false)]
    public void A_program_of_the_service_that_comes_with_its_source_is_found(string file, string content, string ignored, string lines, bool isFound)
    {
        Write("go.mod", "module example.com/app/v2\n\ngo 1.24\n");
        Write("cmd/worker/main.go", "package main\n\nfunc main() {}\n");
        Write(file, content);
        Write(".dockerignore", ignored);

        Find($"FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app ./cmd/worker\n{lines}").Contains(("GDT5803", 3)).Should().Be(isFound);
        Find($"FROM debian:12\nCOPY . /srv\n{lines}").Should().NotContain(found => found.Code == "GDT5803", "nothing is compiled");
    }

    [TestCase("RUN go build -ldflags \"-X main.version=$(git describe --tags)\"", "", false)]
    [TestCase("RUN make build", "VERSION := $(shell git rev-parse HEAD)\n", false)]
    [TestCase("RUN make build", "VERSION := 1\n", true)]
    [TestCase("RUN git config --global user.name x && go build", "VERSION := $(shell git rev-parse HEAD)\n", true)]
    public void The_git_folder_is_no_fault_where_the_build_asks_git(string run, string makefile, bool isFault)
    {
        Directory.CreateDirectory(_folder.File(".git"));
        Write("Makefile", makefile);

        Find($"FROM golang:1.24\nWORKDIR /src\nCOPY . .\n{run}\n").Contains(("GDT5802", 3)).Should().Be(isFault);
    }

    private IReadOnlyList<(string Code, int Line)> Find(string text) =>
    [
        .. DockerfileLinter.Lint("Dockerfile", text, new(_folder.Path, _folder.File("Dockerfile"))).Findings
            .Select(finding => (finding.Rule.Code, finding.Line)),
    ];

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllText(_folder.File(name), text);
    }
}
