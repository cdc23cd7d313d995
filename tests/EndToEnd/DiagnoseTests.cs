using System.Text.Json;
using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>The diagnosis of a log from anywhere.</summary>
[TestFixture]
public sealed class DiagnoseTests : IDisposable
{
    private const string Log = "#11 0.5 go: example.com/a@v1.0.0: Get \"https://proxy.example.com/a\": dial tcp 192.0.2.1:443: i/o timeout";

    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task JSON_stands_alone_on_standard_output()
    {
        _service.Write("build.log", Log + "\n");

        var run = await _service.RunAsync("--target=Diagnose", "--log=build.log", "--format=json");

        run.ExitCode.Should().Be(0);
        var diagnosis = JsonDocument.Parse(run.Output).RootElement;
        diagnosis.GetProperty("kind").GetString().Should().Be("dial-timeout");
        diagnosis.GetProperty("host").GetString().Should().Be("proxy.example.com");
        diagnosis.GetProperty("transient").GetBoolean().Should().BeTrue();
    }

    [Test]
    public async Task A_batch_gives_a_line_for_each_log()
    {
        _service.Write("logs.jsonl", string.Join('\n',
            JsonSerializer.Serialize(new { id = "one", log = Log }), JsonSerializer.Serialize(new { id = "two", log = "" })) + "\n");

        var run = await _service.RunAsync("-t", "Diagnose", "--log=logs.jsonl");

        run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString())
            .Should().Equal("one", "two");
    }

    [TestCase("--log=nowhere.log", "GDT3210")]
    [TestCase("--format=json", "GDT2001")]
    [TestCase("--format=xml", "GDT2001")]
    public async Task A_wrong_call_says_what_is_accepted(string argument, string code)
    {
        var run = await _service.RunAsync("--target=Diagnose", argument);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(code);
        run.Output.Should().BeEmpty();
    }
}
