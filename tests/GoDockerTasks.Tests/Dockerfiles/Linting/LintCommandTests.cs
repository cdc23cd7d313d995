using System.Text;
using System.Text.Json;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Dockerfiles.Linting.Rules;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

[TestFixture]
public sealed class LintCommandTests : IDisposable
{
    private const string Faulty = "FROM golang\nCOPY . /src\n# godocker:ignore GDT5304 a demonstration, 100%\nRUN go install example.com/x@latest\n";

    private readonly TempDirectory _folder = new();
    private readonly StringWriter _log = new() { NewLine = "\n" };

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
    }

    [Test]
    public void JSON_has_an_object_a_file_in_order_and_no_facts_for_an_empty_one()
    {
        Write("a", Faulty);
        Write("b", "");

        var json = JsonDocument.Parse(Run("--dockerfile=a,b", "--format=json", "--fail-on=none")).RootElement;

        json.EnumerateArray().Select(file => file.GetProperty("file").GetString()).Should().Equal("a", "b");
        json[0].GetProperty("facts").EnumerateObject().Select(fact => fact.Name).Should().Equal(
            "depsBeforeSource", "modCacheMount", "buildCacheMount", "usesVendor", "goproxySet", "goproxyOther", "goproxyReachesDownloadStage",
            "proxyEnvLeaksToFinalImage", "secretInArgOrEnv", "secretFileCopied", "runsModTidyInBuild", "gosumdbOff", "multiStage", "finalBase",
            "finalRunsAsRoot", "basePinnedByDigest", "unpinnedLatest", "goBuildInDockerfile", "toolsAtLatest");
        json[1].GetProperty("facts").ValueKind.Should().Be(JsonValueKind.Null);
        var finding = json[0].GetProperty("findings").EnumerateArray().First(entry => entry.GetProperty("code").GetString() == "GDT5602");
        finding.GetProperty("severity").GetString().Should().Be("warning");
        finding.GetProperty("line").GetInt32().Should().Be(1);
        finding.GetProperty("message").GetString().Should().Contain("golang");
        finding.GetProperty("fix").GetString().Should().NotBeEmpty();
    }

    [Test]
    public void SARIF_is_as_its_schema_says()
    {
        Write("a b#1", Faulty);
        Write("none", "FROM golang\nGO build\n");

        var log = JsonDocument.Parse(Run("--dockerfile=a b#1,none", "--format=sarif", "--fail-on=none")).RootElement;

        SarifShape.Faults(log).Should().BeEmpty();
        var run = log.GetProperty("runs").EnumerateArray().Should().ContainSingle().Which;
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToArray();
        rules.Select(rule => rule.GetProperty("id").GetString()).Should().Equal(LintRules.All.Select(rule => rule.Code));
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        results.Should().OnlyContain(result =>
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString() == result.GetProperty("ruleId").GetString());
        results.Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString())
            .Distinct().Should().Equal("a%20b%231", "none");
        var suppressed = results.Single(result => result.GetProperty("ruleId").GetString() == "GDT5304").GetProperty("suppressions")[0];
        suppressed.GetProperty("kind").GetString().Should().Be("inSource");
        suppressed.GetProperty("justification").GetString().Should().Be("a demonstration, 100%");
        results.Should().OnlyContain(result => result.GetProperty("suppressions").ValueKind == JsonValueKind.Array, "all have the property or none");
    }

    [TestCase("no")]
    [TestCase("OFF")]
    [TestCase("0")]
    public void A_switch_that_is_off_mends_nothing(string off)
    {
        const string text = "FROM golang:1.24\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod tidy\nCOPY . .\nFROM debian:12\n";
        Write("a", text);

        Run("--dockerfile=a", $"--fix={off}", "--fail-on=none");

        Read("a").Should().Be(text);
        FluentActions.Invoking(() => Run("--dockerfile=a", "--fix=maybe")).Should().Throw<GoDockerException>().WithMessage("*--fix is 'maybe'; it takes on or off*");
    }

    [Test]
    public void Without_findings_SARIF_has_an_empty_array_of_results()
    {
        Write("a", "FROM scratch\nUSER 1\n");

        var log = JsonDocument.Parse(Run("--dockerfile=a", "--format=sarif")).RootElement;

        SarifShape.Faults(log).Should().BeEmpty();
        log.GetProperty("runs")[0].GetProperty("results").GetArrayLength().Should().Be(0);
    }

    [Test]
    public void Annotations_are_on_the_lines_in_both_CI_systems()
    {
        Write("a", "FROM golang:1.24\nRUN true\nCOPY --from=7 /a /b\n");

        Run("--dockerfile=a", "--format=github", "--fail-on=none").Should()
            .Contain("::error file=a,line=3,title=GDT5701::").And.Contain("::notice file=a,line=1,title=GDT5601::");
        Run("--dockerfile=a", "--format=azure", "--fail-on=none").Should()
            .Contain("##vso[task.logissue type=error;sourcepath=a;linenumber=3;code=GDT5701]").And.NotContain("GDT5601");
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void A_line_is_that_of_the_instruction_whatever_stands_above_it(string end)
    {
        string[] lines =
        [
            "# syntax=docker/dockerfile:1", "", "FROM alpine:3.22", "COPY <<A <<B /d/", "RUN --mount=from=9", "A", "# COPY --from=9 /a /b", "B",
            "RUN echo a \\", "  # in between", "", "  && echo b", "\tCOPY \\", "  --from=9 /a /b", "USER 1",
        ];
        Write("a", string.Join(end, lines));

        Run("--dockerfile=a", "--format=github", "--fail-on=none").Should().StartWith("::error file=a,line=13,title=GDT5701::").And.NotContain("GDT5601");
        Run("--dockerfile=a", "--format=azure", "--fail-on=none").Should().StartWith("##vso[task.logissue type=error;sourcepath=a;linenumber=13;code=GDT5701]");
        SarifShape.Faults(JsonDocument.Parse(Run("--dockerfile=a", "--format=sarif", "--fail-on=none")).RootElement).Should().BeEmpty();
    }

    [Test]
    public void Text_in_a_CI_system_has_annotations_and_nothing_else_that_it_would_obey()
    {
        Write("a", "FROM ##vso[task.complete]\n");

        var text = Run(CiSystem.Azure, "--dockerfile=a", "--fail-on=none");

        text.Should().NotContain("##vso[task.complete").And.Contain("##vso[task.logissue ");
    }

    [TestCase("error", false)]
    [TestCase("warning", true)]
    [TestCase("info", true)]
    [TestCase("none", false)]
    public void The_run_fails_at_the_threshold_after_it_has_printed(string threshold, bool fails)
    {
        Write("a", Faulty);
        var output = new StringWriter();

        var run = () => Run(output, CiSystem.None, "--dockerfile=a", $"--fail-on={threshold}");

        if (fails)
        {
            run.Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.LintThreshold && e.ExitCode == ExitCode.Source);
        }
        else
        {
            run.Should().NotThrow();
        }

        output.ToString().Should().Contain("a:1: warning GDT5602").And.Contain("1 ignored");
    }

    [TestCase("--format=xml", "GDT2001")]
    [TestCase("--context=nowhere/at/all", "GDT2001")]
    [TestCase("--dockerfile=nowhere", "GDT2110")]
    [TestCase("--dockerfile=.", "GDT2110")]
    public void A_wrong_call_says_what_is_accepted(string argument, string code)
    {
        var run = () => Run(argument);

        run.Should().Throw<GoDockerException>().Where(e => e.Kind.Code == code);
    }

    [Test]
    public void A_fix_is_written_once_and_a_file_that_is_not_text_stays()
    {
        Write("a", "FROM golang:1.24\nENV GOPROXY=https://p.example.com\nCOPY main.go go.mod ./\nRUN go build\n");
        File.WriteAllBytes(Path.Combine(_folder.Path, "b"), [.. "FROM golang:1.24\nENV GOPROXY=https://p.example.com\nCOPY main.go go.mod ./\nRUN go build\n# "u8, 0xE9, (byte)'\n']);

        Run("--dockerfile=a", "--fix", "--format=json");
        Read("a").Should().Be("FROM golang:1.24\nARG GOPROXY=https://p.example.com\nCOPY main.go go.mod ./\nRUN go build\n");
        var broken = () => Run("--dockerfile=b", "--fix");

        broken.Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.LintNotText);
        _log.ToString().Should().Be("a:2: mended GDT5203\n");
        File.ReadAllBytes(Path.Combine(_folder.Path, "b")).Should().Contain((byte)0xE9);
    }

    [Test]
    public void What_was_mended_is_said_also_when_a_later_file_fails()
    {
        const string text = "FROM golang:1.24\nENV GOPROXY=https://p.example.com\nCOPY main.go go.mod ./\nRUN go build\n";
        Write("a", text);
        Write("b", "FROM scratch\n");
        File.WriteAllBytes(_folder.File("c"), [.. Encoding.UTF8.GetBytes(text), (byte)'#', 0xE9]);

        var run = () => Run("--dockerfile=a,b,c", "--fix");

        run.Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.LintNotText);
        _log.ToString().Should().Be("a:2: mended GDT5203\n");
        Read("a").Should().NotBe(text);
    }

    [Test]
    public void A_name_with_a_comma_is_one_file()
    {
        Write("a,b", "FROM alpine:3\n");

        JsonDocument.Parse(Run("--dockerfile=a,b", "--format=json")).RootElement.GetArrayLength().Should().Be(1);
    }

    private string Run(params string[] arguments) => Run(CiSystem.None, arguments);

    private string Run(CiSystem ci, params string[] arguments)
    {
        var output = new StringWriter();
        Run(output, ci, arguments);
        return output.ToString();
    }

    private void Run(StringWriter output, CiSystem ci, params string[] arguments)
    {
        var named = arguments.Select(argument => argument[2..].Split('=', 2)).ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
        var threshold = Enum.Parse<LintThreshold>(named["fail-on"].LastOrDefault() ?? "error", ignoreCase: true);
        LintCommand.Run(LintRequest.Read(name => [.. named[name]], _folder.Path, ci, threshold), output, _log, CancellationToken.None);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));
}
