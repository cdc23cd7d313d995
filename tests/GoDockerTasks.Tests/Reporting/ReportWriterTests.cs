using System.Text.Json;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Reporting;

[TestFixture]
public sealed class ReportWriterTests
{
    private static readonly RunReport Report = new()
    {
        Target = "Image",
        Outcome = "failed",
        ExitCode = 10,
        Error = new("GDT3201", "dial-timeout", "no way to s3cret-host", "", ""),
        Network = new("https://a.example", null, [], [new("https://a.example", false, "tls", 12, "s3cret")]),
        Bases = [new("golang:1.24", "golang:1.24", null, "local-toolchain")],
    };

    [Test]
    public void The_form_is_the_documented_one()
    {
        var json = JsonDocument.Parse(new ReportWriter(new Redactor([])).Serialize(Report)).RootElement;

        json.GetProperty("schemaVersion").GetInt32().Should().Be(1);
        json.GetProperty("outcome").GetString().Should().Be("failed");
        json.GetProperty("exitCode").GetInt32().Should().Be(10);
        json.GetProperty("error").GetProperty("kind").GetString().Should().Be("dial-timeout");
        json.GetProperty("network").GetProperty("probes")[0].GetProperty("stage").GetString().Should().Be("tls");
        json.GetProperty("bases")[0].GetProperty("via").GetString().Should().Be("local-toolchain");
        json.GetProperty("image").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public void No_secret_gets_into_it() =>
        new ReportWriter(new Redactor(["s3cret"])).Serialize(Report).Should().NotContain("s3cret").And.Contain("***");

    [Test]
    public void A_secret_that_is_the_name_of_a_field_changes_no_name() =>
        new ReportWriter(new Redactor(["message"])).Serialize(Report with { Target = "message" })
            .Should().Contain("\"message\":").And.Contain("\"target\": \"***\"");

    [Test]
    public void Writing_replaces_the_old_report_and_leaves_nothing_else()
    {
        using var folder = new TempDirectory();
        var path = Path.Combine(folder.Path, "deep", "report.json");
        var writer = new ReportWriter(new Redactor([]));

        writer.Write(Report, path);
        writer.Write(Report with { ExitCode = 30 }, path);

        File.ReadAllText(path).Should().Contain("\"exitCode\": 30");
        Directory.GetFiles(Path.GetDirectoryName(path)!).Should().Equal(path);
    }
}
