using System.Diagnostics;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Dockerfiles.Linting.Rules;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

[TestFixture]
public sealed class LintRuleTests
{
    private static readonly string[] NeedFiles = ["GDT5307", "GDT5503", "GDT5504", "GDT5801", "GDT5802", "GDT5803"];

    [Test]
    public void No_code_is_used_twice_nor_that_of_an_error() =>
        LintRules.All.Select(rule => rule.Code).Concat(ErrorKinds.All.Select(kind => kind.Code)).Should().OnlyHaveUniqueItems();

    [TestCaseSource(typeof(LintRules), nameof(LintRules.All))]
    public void Every_rule_says_what_why_and_what_to_do(LintRule rule)
    {
        rule.Code.Should().MatchRegex("^GDT5[0-9]{3}$");
        rule.Title.Should().NotBeNullOrWhiteSpace().And.NotEndWith(".");
        rule.Why.Should().EndWith(".");
        rule.Fix.Should().EndWith(".");
    }

    [TestCaseSource(nameof(NeedNoFiles))]
    public void Its_bad_example_has_the_fault_and_its_good_one_has_not(LintRule rule)
    {
        Codes(rule.Bad).Should().Contain(rule.Code);
        Codes(rule.Good).Should().NotContain(rule.Code);
    }

    [TestCase("bulder", true)]
    [TestCase("builder2", false)]
    [TestCase("nginx", false)]
    [TestCase("builde/r", false)]
    [TestCase("BUILDER", false)]
    public void A_name_that_is_almost_that_of_a_stage_is_a_slip(string name, bool slip) =>
        Codes($"FROM golang:1.24 AS builder\nFROM alpine:3.22\nCOPY --from={name} /a /a\n").Contains("GDT5701").Should().Be(slip);

    [Test]
    public void A_go_line_that_the_base_image_is_too_old_for_is_found()
    {
        using var folder = new TempDirectory();
        File.WriteAllText(Path.Combine(folder.Path, "go.mod"), "module example.com/app\n\ngo 1.24.0\n");

        Find(folder, "FROM golang:1.22 AS build\nCOPY . /src\n").Should().Contain(("GDT5503", 1));
        Find(folder, "FROM golang:1.24 AS build\nCOPY . /src\n").Select(found => found.Code).Should().NotContain("GDT5503");
        Find(folder, "FROM golang:1\nCOPY . /src\n").Select(found => found.Code).Should().NotContain("GDT5503");
        Find(folder, "FROM golang:1.22\nENV GOTOOLCHAIN=auto\nCOPY . /src\n").Select(found => found.Code).Should().NotContain("GDT5503");
        Find(folder, "FROM golang:1.22\nENV GOTOOLCHAIN=local\nCOPY . /src\n").Should().Contain(("GDT5503", 1));
        Find(folder, "FROM golang:1.22\nRUN go install example.com/x@v1.0.0\nCOPY . /src\nRUN cd /src && GOTOOLCHAIN=auto go build\n").Select(found => found.Code).Should().NotContain("GDT5503");
        Find(folder, "FROM golang:1.22\nCOPY . /src\nRUN GOTOOLCHAIN=auto go vet\nRUN go build\n").Should().Contain(("GDT5503", 1));
        Find(folder, "FROM golang:1.22\nRUN go env -w GOTOOLCHAIN=auto\nCOPY . /src\nRUN go build\n").Should()
            .Contain(("GDT5503", 1), "the image's own GOTOOLCHAIN=local beats the file");
        Find(folder, "FROM golang:1.22\nCOPY tools/ /src\n").Select(found => found.Code).Should().NotContain("GDT5503");
    }

    [TestCase("main.go", "package main\n\nvar z, _ = time.LoadLocation(\"Asia/Tokyo\")\n", true)]
    [TestCase("main.go", "package main\n\nvar z, _ = time.LoadLocation(\"UTC\")\n", false)]
    [TestCase("main.go", "package main\n\n// time.LoadLocation(\"Asia/Tokyo\") fails here\n", false)]
    [TestCase("main.go", "package main\n\nimport _ \"time/tzdata\"\n\nvar z, _ = time.LoadLocation(\"Asia/Tokyo\")\n", false)]
    [TestCase("zone_test.go", "package main\n\nvar z, _ = time.LoadLocation(\"Asia/Tokyo\")\n", false)]
    [TestCase("vendor/x/x.go", "package x\n\nvar z, _ = time.LoadLocation(\"Asia/Tokyo\")\n", false)]
    public void A_time_zone_that_nothing_brings_is_found_in_the_source(string name, string text, bool isMissing)
    {
        using var folder = new TempDirectory();
        var file = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        const string Build = "FROM golang:1.24 AS build\nCOPY . /src\nRUN cd /src && CGO_ENABLED=0 go build -o /app\n";

        Find(folder, Build + "FROM scratch\nCOPY --from=build /app /app\n").Contains(("GDT5504", 4)).Should().Be(isMissing);
        foreach (var other in new[] { "FROM scratch\nCOPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo\nCOPY --from=build /app /app\n", "FROM alpine:3.22\nCOPY --from=build /app /app\n" })
        {
            Find(folder, Build + other).Should().NotContain(found => found.Code == "GDT5504");
        }
    }

    [Test]
    public void A_context_that_is_not_there_has_no_source() =>
        new BuildContextFolder("/nowhere/at/all", "Dockerfile").GoSources().Should().BeEmpty();

    [TestCase("COPY . .\nRUN go build -o /app", true)]
    [TestCase("COPY . .\nRUN go vet ./... && go test ./...", true)]
    [TestCase("COPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go build -o /app", false)]
    [TestCase("COPY . .\nRUN --mount=type=cache,target=/go go build -o /app", false)]
    [TestCase("RUN go mod download\nCOPY . .\nRUN go build -o /app", false)]
    [TestCase("RUN make tools\nCOPY . .\nRUN go build -o /app", false)]
    [TestCase("RUN go install example.com/tool@v1.0.0", false)]
    [TestCase("COPY --from=other /go/pkg /go/pkg\nCOPY . .\nRUN go build -o /app", false)]
    [TestCase("ENV GOMODCACHE=/m\nCOPY . .\nRUN go build -o /app", false)]
    [TestCase("COPY . .\nRUN go build -mod=vendor -o /app", false)]
    public void Modules_in_a_cache_mount_that_the_build_lacks_are_found(string lines, bool isLeftBehind)
    {
        const string Start = "FROM golang:1.24 AS other\nRUN true\nFROM golang:1.24\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
            + "RUN --mount=type=cache,target=/go/pkg/mod go mod download\n";

        Codes(Start + lines).Contains("GDT5105").Should().Be(isLeftBehind);
    }

    [TestCase("COPY main.go .\nRUN go mod init x && go mod tidy", LintSeverity.Warning)]
    [TestCase("COPY . .\nRUN go mod init x && go mod tidy", LintSeverity.Warning)]
    [TestCase("COPY . .\nRUN go get -u ./...", LintSeverity.Warning)]
    [TestCase("COPY . .\nRUN go get example.com/x@latest", LintSeverity.Warning)]
    [TestCase("COPY . .\nRUN go get example.com/x@v1.0.0", LintSeverity.Info)]
    [TestCase("COPY . .\nRUN go get -d -v ./...", LintSeverity.Info)]
    [TestCase("COPY . .\nRUN [ -f go.mod ] || go mod init x", null)]
    [TestCase("COPY . .\nRUN mkdir /t && cd /t && go mod init t && go get example.com/x@latest", null)]
    [TestCase("RUN go mod init t && go get example.com/x@v1.0.0", null)]
    [TestCase("COPY go.mod .\nCOPY main.go .\nRUN go mod download", null)]
    [TestCase("ENV GO111MODULE=off\nCOPY . .\nRUN go get ./...", null)]
    public void A_go_mod_that_the_build_writes_is_found(string lines, LintSeverity? severity) =>
        DockerfileLinter.Lint("Dockerfile", $"FROM golang:1.24\nWORKDIR /src\n{lines}\n").Findings
            .Where(finding => finding.Rule.Code == "GDT5306").Select(finding => (LintSeverity?)finding.Severity).SingleOrDefault().Should().Be(severity);

    [TestCase("*.sum\n", true)]
    [TestCase("go.*\n", true)]
    [TestCase("**/go.sum\n", true)]
    [TestCase("*\n!*.go\n!go.mod\n", true)]
    [TestCase("*.sum\n!go.sum\n", false)]
    [TestCase("*\n!go.mod\n!go.sum\n", false)]
    [TestCase("# go.sum\nsub/go.sum\n", false)]
    [TestCase("", false)]
    public void A_hidden_go_sum_is_found(string patterns, bool isHidden)
    {
        using var folder = new TempDirectory();
        File.WriteAllText(Path.Combine(folder.Path, "go.mod"), "module example.com/app\n");
        File.WriteAllText(Path.Combine(folder.Path, "go.sum"), "");
        File.WriteAllText(Path.Combine(folder.Path, ".dockerignore"), patterns);

        var found = Find(folder, "FROM golang:1.24\nWORKDIR /src\nCOPY go.mod go.sum ./\n");

        (found.Any(finding => finding == ("GDT5801", 3))).Should().Be(isHidden);
        Find(folder, "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build\n").Any(finding => finding == ("GDT5801", 3)).Should().Be(isHidden);
        Find(folder, "FROM nginx:1.27\nWORKDIR /src\nCOPY . .\n").Should().NotContain(finding => finding.Code == "GDT5801");
    }

    [TestCase("RUN ! grep -rq -- '-----BEGIN RSA PRIVATE KEY-----' .")]
    [TestCase("ENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE")]
    public void What_only_looks_for_a_secret_or_stands_for_one_is_no_error(string line) =>
        DockerfileLinter.Lint("Dockerfile", $"FROM alpine:3\n{line}\n").Findings.Should().NotContain(finding => finding.Severity == LintSeverity.Error);

    [TestCase("RUN go build -mod mod")]
    [TestCase("ENV GOFLAGS=-mod=mod\nRUN go build")]
    [TestCase("ENV GOFLAGS=\"-mod=mod -v\"\nRUN go build")]
    public void The_flag_that_completes_go_mod_is_found_in_all_its_forms(string lines) =>
        DockerfileLinter.Lint("Dockerfile", $"FROM golang:1.24\n{lines}\n").Findings.Should().Contain(finding => finding.Rule.Code == "GDT5302");

    [Test]
    public void The_git_folder_is_found_where_it_is_and_nothing_ignores_it()
    {
        using var folder = new TempDirectory();
        const string Text = "FROM golang:1.24\nCOPY . /src\n";
        Find(folder, Text).Should().NotContain(("GDT5802", 2));
        Directory.CreateDirectory(Path.Combine(folder.Path, ".git"));
        Find(folder, Text).Should().Contain(("GDT5802", 2));
        foreach (var (patterns, isFault) in new[] { (".git\n", false), (".git/**\n", false), (".git/*\n!.git/HEAD\n", false), ("**/.git\n", false), (".git/objects\n", true) })
        {
            File.WriteAllText(Path.Combine(folder.Path, ".dockerignore"), patterns);
            Find(folder, Text).Contains(("GDT5802", 2)).Should().Be(isFault, patterns);
        }
    }

    [TestCase("COPY --from=3 /a /b", LintSeverity.Error)]
    [TestCase("COPY --from=0 /a /b", null)]
    [TestCase("COPY --from=3 /a /b", LintSeverity.Error)]
    [TestCase("COPY --from=later /a /b", LintSeverity.Error)]
    [TestCase("COPY --from=LATER /a /b", LintSeverity.Error)]
    [TestCase("COPY --from=run /a /b", LintSeverity.Error)]
    [TestCase("RUN --mount=from=later,target=/x true", LintSeverity.Error)]
    [TestCase("RUN --mount=from=0,target=/x true", LintSeverity.Error)]
    [TestCase("RUN --mount=from=1,target=/x true", LintSeverity.Error)]
    public void A_stage_that_is_not_above_is_an_error_where_the_build_comes_to_it(string instruction, LintSeverity? severity)
    {
        Severity("FROM run\n").Should().Be(severity);
        Severity("").Should().Be(instruction.StartsWith("COPY --from=3", StringComparison.Ordinal) || severity is null ? severity : LintSeverity.Warning);

        LintSeverity? Severity(string end) =>
            DockerfileLinter.Lint("Dockerfile", $"FROM alpine:3\nFROM alpine:3 AS run\n{instruction}\nFROM alpine:3 AS later\n{end}").Findings
                .SingleOrDefault(finding => finding.Rule.Code == "GDT5701" && finding.Line == 3)?.Severity;
    }

    [Test]
    public void A_token_that_its_form_gives_away_is_an_error()
    {
        // Put together here, so that no scanner takes this file for a leak.
        var token = "gh" + "p_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5";
        DockerfileLinter.Lint("Dockerfile", $"FROM alpine:3\nENV TOKEN={token}\n").Findings
            .Should().Contain(finding => finding.Rule.Code == "GDT5401" && finding.Severity == LintSeverity.Error);
        DockerfileLinter.Lint("Dockerfile", "FROM alpine:3\nENV TOKEN=gh" + "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n").Findings
            .Should().NotContain(finding => finding.Severity == LintSeverity.Error);
    }

    [TestCase("GDT5602 the reason", null)]
    [TestCase("gdt5602,GDT5601 the reason", null)]
    [TestCase("GDT5999 the reason", "'GDT5999' is the code of no rule; the comment ignores nothing by it.")]
    [TestCase("GDT5602,DL3006 the reason", "'DL3006' is the code of no rule; the comment ignores nothing by it.")]
    public void A_comment_with_a_code_that_there_is_not_is_found(string comment, string? message) =>
        DockerfileLinter.Lint("Dockerfile", $"FROM alpine:3.22\n# godocker:ignore {comment}\nRUN true\n").Findings
            .SingleOrDefault(finding => finding is { Rule.Code: "GDT5003", Line: 2, Severity: LintSeverity.Warning })?.Message.Should().Be(message);

    [Test]
    public void Hundreds_of_stages_upon_each_other_take_less_than_a_second()
    {
        var stages = Enumerable.Range(1, 300).Select(number =>
            $"FROM s{number - 1} AS s{number}\nCOPY go.mod ./\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN go version\n");
        var text = $"FROM golang:1.24 AS s0\n{string.Concat(stages)}COPY . .\nRUN go build -o /app\n";

        // The best of a few: the machine may be doing other things as well.
        var times = Enumerable.Range(0, 5).Select(_ => Time(() =>
            DockerfileLinter.Lint("Dockerfile", text).Findings.Should().Contain(finding => finding.Rule.Code == "GDT5105")));

        times.Min().Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    [TestCase("# godocker:ignore GDT5602 there is one tag only", 0, 1)]
    [TestCase("# godocker:ignore GDT5601,gdt5602 there is one tag only", 0, 1)]
    [TestCase("# godocker:ignore GDT5601, GDT5602 there is one tag only", 0, 1)]
    [TestCase("# godocker:ignore GDT5601 there is one tag only", 1, 0)]
    [TestCase("# godocker:ignore GDT5602", 1, 0)]
    [TestCase("# a comment", 1, 0)]
    public void A_comment_with_a_reason_ignores_a_finding(string comment, int found, int ignored)
    {
        var result = DockerfileLinter.Lint("Dockerfile", $"# about\n{comment}\n# more\nFROM registry.example.com/go\nRUN true\n");

        result.Findings.Count(finding => finding.Rule.Code == "GDT5602").Should().Be(found);
        result.All.Count(finding => finding.IgnoredBecause is "there is one tag only").Should().Be(ignored);
        result.Findings.Any(finding => finding.Rule.Code == "GDT5002").Should().Be(comment.EndsWith("5602", StringComparison.Ordinal));
    }

    [Test]
    public void Nothing_in_the_cases_for_facts_is_an_error() =>
        FactTests.Texts().SelectMany(text => DockerfileLinter.Lint("Dockerfile", text).Findings)
            .Should().NotContain(finding => finding.Severity == LintSeverity.Error);

    private static TimeSpan Time(Action action)
    {
        var time = Stopwatch.StartNew();
        action();
        return time.Elapsed;
    }

    private static IEnumerable<LintRule> NeedNoFiles() => LintRules.All.Where(rule => !NeedFiles.Contains(rule.Code));

    private static IEnumerable<string> Codes(string text) =>
        DockerfileLinter.Lint("Dockerfile", text + "\n").Findings.Select(finding => finding.Rule.Code);

    private static IReadOnlyList<(string Code, int Line)> Find(TempDirectory folder, string text) =>
    [
        .. DockerfileLinter.Lint("Dockerfile", text, new(folder.Path, Path.Combine(folder.Path, "Dockerfile"))).Findings
            .Select(finding => (finding.Rule.Code, finding.Line)),
    ];
}
