using System.Text;
using System.Text.Json;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Resilience;
using GoDockerTasks.Tests.Resilience.Fakes;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class LogDiagnoserTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void A_log_gives_one_object_with_the_fields_of_the_contract()
    {
        var json = JsonDocument.Parse(Diagnose(Log("build.log", "first\n" + FailureLogs.Reset), json: true)).RootElement;

        json.GetProperty("id").ValueKind.Should().Be(JsonValueKind.Null);
        json.GetProperty("kind").GetString().Should().Be("conn-reset");
        json.GetProperty("transient").GetBoolean().Should().BeTrue();
        json.GetProperty("action").GetString().Should().Be("retry");
        json.GetProperty("host").GetString().Should().Be("a.example.net");
        json.GetProperty("module").GetString().Should().Be("example.com/kit@v1.2.0");
        json.GetProperty("logLine").GetInt32().Should().Be(2);
        json.GetProperty("dockerfileLine").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public void A_batch_gives_a_line_for_each_log()
    {
        var batch = Log("logs.jsonl", """
            {"id":"one","log":"toomanyrequests: You have reached your pull rate limit."}

            {"id":"two","log":""}
            """);

        var lines = Diagnose(batch, json: false).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Select(line => JsonDocument.Parse(line).RootElement).Select(line => (line.GetProperty("id").GetString(), line.GetProperty("kind").GetString()))
            .Should().Equal(("one", "registry-rate-limit"), ("two", "none"));
    }

    [Test]
    public void Standard_input_is_read_for_a_dash()
    {
        var output = new StringWriter();

        LogDiagnoser.Diagnose("-", false, () => new MemoryStream(Encoding.UTF8.GetBytes(FailureLogs.Compile)), output, CancellationToken.None);

        output.ToString().Should().StartWith("compile-error:").And.Contain("undefined: kit.NoSuch").And.Contain("fix-code");
    }

    [TestCase(@"\ud83d")]
    [TestCase(@"\uDE80 \ud83d\ude80")]
    [TestCase(@"C:\\ud83d \\\ud83d")]
    public void A_character_that_was_cut_in_half_costs_nothing_else(string half) =>
        Diagnose(Log("logs.jsonl", $$"""{"id":"one","log":"write /tmp/x: no space left on device {{half}}"}"""), json: true)
            .Should().StartWith("""{"id":"one","kind":"disk-full",""");

    [TestCase("{\"id\":\"one\"}")]
    [TestCase("not json")]
    [TestCase("[]")]
    public void A_line_that_is_not_of_the_form_is_named(string line)
    {
        var batch = Log("logs.jsonl", "{\"id\":\"one\",\"log\":\"\"}\n" + line);

        var diagnose = () => Diagnose(batch, json: true);

        diagnose.Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.LogBatchNotValid && e.Detail.Contains("logs.jsonl(2)"));
    }

    [Test]
    public void A_log_that_is_not_there_is_named()
    {
        var diagnose = () => Diagnose(_folder.File("missing.log"), json: true);

        diagnose.Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.LogNotReadable && e.Detail.Contains("missing.log"));
    }

    [Test]
    public void A_log_that_breaks_off_while_it_is_read_is_named()
    {
        using var log = new BrokenStream();
        var diagnose = () => LogDiagnoser.Diagnose("-", json: true, () => log, TextWriter.Null, CancellationToken.None);

        diagnose.Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.LogNotReadable && e.Detail == "-: The network drive is gone.");
    }

    private string Log(string name, string content)
    {
        File.WriteAllText(_folder.File(name), content);
        return _folder.File(name);
    }

    private static string Diagnose(string file, bool json)
    {
        var output = new StringWriter();
        LogDiagnoser.Diagnose(file, json, () => Stream.Null, output, CancellationToken.None);
        return output.ToString();
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("The network drive is gone.");

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
