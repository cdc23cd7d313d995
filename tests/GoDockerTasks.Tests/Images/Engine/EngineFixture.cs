using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Engine;

/// <summary>What tests with a real engine share. Without one they fail, and say so: an untested build is not a tested one.</summary>
[Category("Docker")]
public abstract class EngineFixture : IDisposable
{
    private readonly TempDirectory _folder = new();

    private protected ProcessRunner Processes { get; } = new(TimeProvider.System);

    private protected MemoryLog Log { get; } = new();

    private protected DockerEngine Engine => new(Processes, Environment.GetEnvironmentVariable);

    private protected ServiceSettings Settings { get; private set; } = null!;

    [SetUp]
    public async Task FindEngine()
    {
        Settings = Requests.Settings(_folder.Path) with { Image = $"godocker-test/{Guid.NewGuid():N}" };
        Directory.CreateDirectory(Settings.Context);
        var busyBox = ToolchainSources.OfThisMachine(Environment.GetEnvironmentVariable).BusyBoxes.FirstOrDefault(StaticExecutable.Is);
        if (busyBox is null)
        {
            Assert.Fail("These tests need a static busybox: apt-get install busybox-static.");
        }

        File.Copy(busyBox!, Path.Combine(Settings.Context, "busybox"));
        try
        {
            await Engine.DetectAsync(default);
        }
        catch (GoDockerException e)
        {
            Assert.Fail($"These tests need a Docker engine. {e.Message}");
        }
    }

    [TearDown]
    public async Task RemoveImage() =>
        await Processes.CaptureAsync(new("docker", ["image", "rm", "--force", $"{Settings.Image}:latest"]), default);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected ImageBuilder Builder(params string[] secrets) => new(Processes, Engine, new Redactor(secrets), TimeProvider.System);

    private protected BuildRequest Request(string dockerfile)
    {
        File.WriteAllText(Settings.Dockerfile, dockerfile);
        return Requests.Request(Settings, dockerfile);
    }

    private protected async Task<string> RunImageAsync(params string[] command)
    {
        var result = await Processes.CaptureAsync(
            new("docker", ["run", "--rm", "--network", "none", $"{Settings.Image}:latest", .. command]), default);
        return result.Succeeded ? result.Output + result.Error : throw new AssertionException(result.Error);
    }
}
