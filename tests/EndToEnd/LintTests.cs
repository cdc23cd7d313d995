using System.Text.Json;
using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>What Lint prints, and how it ends.</summary>
[TestFixture]
public sealed class LintTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task JSON_stands_alone_on_standard_output_for_many_files_at_once()
    {
        var names = Enumerable.Range(1, 200).Select(number => $"Dockerfile.{number}").ToArray();
        foreach (var name in names)
        {
            _service.Write(name, _service.Read("Dockerfile"));
        }

        _service.Write("empty", "");
        var run = await _service.RunAsync("--target=Lint", $"--dockerfile={string.Join(',', names)},empty", "--format=json", "--fail-on=none");

        run.ExitCode.Should().Be(0);
        var files = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToArray();
        files.Select(file => file.GetProperty("file").GetString()).Should().Equal([.. names, "empty"]);
        files[0].GetProperty("facts").GetProperty("depsBeforeSource").GetBoolean().Should().BeTrue();
        files[^1].GetProperty("facts").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public async Task The_threshold_ends_the_run_with_20_after_the_findings_are_printed()
    {
        _service.Write("Dockerfile", "FROM golang\nCOPY --from=3 /a /b\n");

        var run = await _service.RunAsync("--target=Lint", "--format=sarif");

        run.ExitCode.Should().Be(20);
        run.Error.Should().Contain("GDT2120");
        JsonDocument.Parse(run.Output).RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength().Should().BePositive();
    }

    [Test]
    public async Task The_threshold_is_a_setting_and_a_wrong_one_says_what_is_accepted()
    {
        _service.Write("Dockerfile", "FROM golang\n");
        _service.Write("cake.config", "[GoDocker]\nLintFailOn=warning\n");
        (await _service.RunAsync("--target=Lint")).ExitCode.Should().Be(20);
        (await _service.RunAsync("--target=Lint", "--fail-on=error")).ExitCode.Should().Be(0);

        var wrong = await _service.RunAsync("--target=Lint", "--fail-on=never");

        wrong.ExitCode.Should().Be(2);
        wrong.Error.Should().Contain("GDT2001").And.Contain("it takes error, warning, info or none");
    }

    [Test]
    public async Task The_sample_has_nothing_to_mend()
    {
        var before = _service.Read("Dockerfile");

        var run = await _service.RunAsync("--target=Lint", "--fix", "--fail-on=info");

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        _service.Read("Dockerfile").Should().Be(before);
    }
}
