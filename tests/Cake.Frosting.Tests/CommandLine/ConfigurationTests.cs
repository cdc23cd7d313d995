using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.CommandLine;

public sealed class ConfigurationTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("frosting-");
    private readonly HostFixture _host = new HostFixture().With<Reading>();

    [TestCase(false, false, false, "code")]
    [TestCase(true, false, false, "environment")]
    [TestCase(true, true, false, "file")]
    [TestCase(true, true, true, "argument")]
    public void Code_is_overruled_by_environment_file_and_argument_in_this_order(
        bool environment, bool file, bool argument, string value)
    {
        _host.Host.UseCakeSetting("NuGet_Source", "earlier").UseCakeSetting("NuGet_Source", "code");
        if (environment)
        {
            _host.Environment.Variables["CAKE_NUGET_SOURCE"] = "environment";
        }

        if (file)
        {
            File.WriteAllText(Path.Combine(_directory.FullName, "cake.config"), "[NuGet]\nSource=file\n");
        }

        _host.Run(["--target=Reading", "--working", _directory.FullName, .. argument ? new[] { "--nuget_source=argument" } : []])
            .Should().Be(0);

        _host.Journal.ToString().Should().Be(value);
    }

    [Test]
    public void The_report_can_be_left_out()
    {
        _host.Run("--target=Reading");
        _host.Screen.Should().Contain("Total:");

        var quiet = new HostFixture().With<Reading>();
        quiet.Run("--target=Reading", "--no-report").Should().Be(0);
        quiet.Screen.Should().NotContain("Total:");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private sealed class Reading(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add(context.Configuration.GetValue("NuGet_Source") ?? "nothing");
    }
}
