using System.Text.Json;

namespace GoDockerTasks.EndToEnd.Support;

/// <summary>What a run of a host printed, how it ended, and its report.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error, JsonElement? Report)
{
    public string Everything => Output + "\n" + Error;

    public JsonElement Section(string name) => Report!.Value.GetProperty(name);

    public void ShouldSucceed() => ExitCode.Should().Be(0, "{0}", Everything.Replace("{", "{{").Replace("}", "}}"));

    /// <summary>Holds a failed run to what every failure owes its user.</summary>
    public void ShouldFail(int exitCode, string code)
    {
        ExitCode.Should().Be(exitCode, "{0}", Everything.Replace("{", "{{").Replace("}", "}}"));
        Everything.Should().Contain(code).And.Contain("Cause:").And.Contain("Fix:").And.NotContain("   at GoDockerTasks");
        Section("exitCode").GetInt32().Should().Be(exitCode);
        Section("outcome").GetString().Should().Be(exitCode == 130 ? "cancelled" : "failed");
        Section("error").GetProperty("code").GetString().Should().Be(code);
    }
}
