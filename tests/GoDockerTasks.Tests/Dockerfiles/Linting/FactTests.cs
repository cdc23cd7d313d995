using System.Text.Json;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Dockerfiles.Linting.Reports;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

/// <summary>Facts and findings of Dockerfiles of every kind, as a reader judges them. The cases are in FactCases.txt.</summary>
[TestFixture]
public sealed class FactTests
{
    private static readonly Dictionary<string, string> ShortNames = new()
    {
        ["root"] = "finalRunsAsRoot", ["set"] = "goproxySet", ["other"] = "goproxyOther", ["reaches"] = "goproxyReachesDownloadStage",
    };

    private static readonly string[] Words = ["finalBase", "goproxySet", "goproxyOther"];

    [TestCaseSource(nameof(Cases))]
    public void Facts_and_findings_are_those_that_a_reader_sees(string dockerfile, string judged, string found)
    {
        var result = DockerfileLinter.Lint("Dockerfile", dockerfile);

        string.Join(' ', result.Findings.Where(finding => finding.Rule.Code != "GDT5601").Select(finding => $"{finding.Rule.Code}@{finding.Line}"))
            .Should().Be(found);
        result.Findings.Any(finding => finding.Rule.Code == "GDT5601").Should().Be(judged.Contains("root=true"));
        var facts = JsonDocument.Parse(LintJson.Write([result])).RootElement[0].GetProperty("facts");
        string.Join('\n', facts.EnumerateObject().Select(fact => $"{fact.Name}={fact.Value.GetRawText()}")).Should().Be(Judged(facts, judged));
    }

    [TestCase("")]
    [TestCase("\n  \n")]
    [TestCase("# only a comment\n")]
    [TestCase("ARG A=1\n")]
    [TestCase("RUN go build\n")]
    [TestCase("FROM golang:1.22\nGO build\n")]
    [TestCase("{{ if .Alpine }}\nFROM alpine\n{{ end }}\n")]
    public void There_are_none_where_the_file_is_no_Dockerfile(string dockerfile)
    {
        var result = DockerfileLinter.Lint("Dockerfile", dockerfile);

        result.Facts.Should().BeNull();
        result.Findings.Should().NotBeEmpty().And.OnlyContain(finding => finding.Rule.Code == "GDT5001");
    }

    // All facts in the order of the JSON, with what the case does not name at its default.
    private static string Judged(JsonElement facts, string judged)
    {
        var named = judged.Split(' ').Where(word => word != "crlf").Select(word => word.Split('=', 2))
            .ToDictionary(pair => ShortNames.GetValueOrDefault(pair[0], pair[0]), pair => pair.ElementAtOrDefault(1) ?? "true");
        named.Keys.Should().BeSubsetOf(facts.EnumerateObject().Select(fact => fact.Name));
        return string.Join('\n', facts.EnumerateObject().Select(fact => $"{fact.Name}={Value(fact.Name, named.GetValueOrDefault(fact.Name))}"));
    }

    private static string Value(string name, string? judged) => (name, judged) switch
    {
        (_, "null") => "null",
        ("finalRunsAsRoot", "unknown") => "\"unknown\"",
        ("goproxySet", null) => "\"none\"",
        ("goproxyOther", null) => "null",
        ("goproxyReachesDownloadStage", null) => "\"na\"",
        _ when Words.Contains(name) => $"\"{judged}\"",
        _ => judged ?? "false",
    };

    /// <summary>The Dockerfiles of all cases.</summary>
    internal static IEnumerable<string> Texts() => Cases().Select(test => (string)test.Arguments[0]!);

    private static IEnumerable<TestCaseData> Cases()
    {
        var file = Path.Combine(TestContext.CurrentContext.TestDirectory, "Dockerfiles", "Linting", "FactCases.txt");
        foreach (var part in File.ReadAllText(file).Split("\n=== ").Skip(1))
        {
            string[] pieces = part.Split("\n---\n", 2);
            string[] head = pieces[0].Split('\n', 3);
            var text = head[1].StartsWith("crlf ", StringComparison.Ordinal) ? pieces[1].Replace("\n", "\r\n") : pieces[1];
            yield return new TestCaseData(text, head[1], head[2]["finds".Length..].Trim()).SetName($"{{m}}: {head[0]}");
        }
    }
}
