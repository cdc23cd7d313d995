using GoDockerTasks.Dockerfiles.Linting;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

/// <summary>Rules about builds that take their modules from the vendor folder.</summary>
[TestFixture]
public sealed class VendorRuleTests
{
    [TestCase("RUN go build -mod=vendor", false)]
    [TestCase("RUN GOFLAGS=-mod=vendor go build", false)]
    [TestCase("ENV GOFLAGS=\"-trimpath -mod=vendor\"\nRUN go build", false)]
    [TestCase("RUN go build", true)]
    [TestCase("ENV GOFLAGS=-mod=vendor\nRUN go build -mod=mod", true)]
    public void A_build_that_downloads_nothing_needs_no_GOPROXY(string lines, bool isFault) =>
        Codes($"ARG GOPROXY=https://p.example.com\nFROM golang:1.24\nCOPY . .\n{lines}\n").Contains("GDT5201").Should().Be(isFault);

    [TestCase("", "-mod=vendor", true)]
    [TestCase("ENV GOFLAGS=-mod=vendor\n", "", true)]
    [TestCase("ARG GOFLAGS=-mod=vendor\n", "", true)]
    [TestCase("ENV GOFLAGS=-mod=vendor\n", "-mod=mod", false)]
    [TestCase("ENV GOFLAGS=-trimpath\n", "", false)]
    public void A_download_beside_a_vendored_build_is_found(string variables, string flag, bool isFault) =>
        Codes($"FROM golang:1.24\n{variables}COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build {flag} -o /app\n").Contains("GDT5305").Should().Be(isFault);

    private static IEnumerable<string> Codes(string text) => DockerfileLinter.Lint("Dockerfile", text).Findings.Select(finding => finding.Rule.Code);
}
