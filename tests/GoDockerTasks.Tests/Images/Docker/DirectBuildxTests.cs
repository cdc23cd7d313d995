using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

[Platform(Exclude = "Win", Reason = "Windows leaves the plugin to docker.")]
public sealed class DirectBuildxTests : IDisposable
{
    private static readonly byte[] Program = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1];

    private readonly TempDirectory _folder = new();
    private readonly StubProcesses _processes = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly string _docker;
    private readonly string _plugin;

    public DirectBuildxTests()
    {
        _environment["PATH"] = $"{_folder.File("nothing")}:{_folder.File("bin")}";
        _environment["DOCKER_CONFIG"] = _folder.File("config");
        _docker = Write("bin/docker", Program);
        _plugin = Write("config/cli-plugins/docker-buildx", Program);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, byte[] content)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private async Task<IEnumerable<string>> RunAsync(params string[] arguments)
    {
        var runner = new DirectBuildx(_processes, _environment);
        await runner.RunAsync(new("docker", arguments) { Environment = new Dictionary<string, string?> { ["A"] = "b" } }, _ => { }, default);
        return _processes.Runs.Select(run => run.FileName);
    }

    [Test]
    public async Task Buildx_is_started_as_docker_starts_it()
    {
        _processes.Answer(_plugin);

        (await RunAsync("buildx", "build", ".")).Should().Equal(_plugin);

        _processes.Runs[0].Arguments.Should().Equal("buildx", "build", ".");
        _processes.Runs[0].Environment.Should().Equal(new Dictionary<string, string?>
        {
            ["A"] = "b", ["DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND"] = "docker",
        });
    }

    [Test]
    public async Task Folders_of_the_configuration_come_first()
    {
        var extra = Write("extra/docker-buildx", Program);
        await File.WriteAllTextAsync(_folder.File("config/config.json"), $$"""{"cliPluginsExtraDirs":["{{_folder.File("extra")}}"]}""");
        _processes.Answer(extra);

        (await RunAsync("buildx", "version")).Should().Equal(extra);
    }

    [Test]
    public async Task Everything_else_is_dockers()
    {
        _processes.Answer("docker version");

        (await RunAsync("version")).Should().Equal("docker");
    }

    [Test]
    public async Task A_wrapper_around_docker_keeps_its_say()
    {
        File.Delete(_docker);
        Write("bin/docker", "#!/bin/sh\nexec sudo docker \"$@\"\n"u8.ToArray());
        _processes.Answer("docker buildx");

        (await RunAsync("buildx", "version")).Should().Equal("docker");
    }

    [Test]
    public async Task A_file_that_is_no_program_is_passed_over_as_in_any_search_of_PATH()
    {
        Directory.CreateDirectory(_folder.File("nothing"));
        await File.WriteAllTextAsync(_folder.File("nothing/docker"), "notes");
        _processes.Answer(_plugin);

        (await RunAsync("buildx", "version")).Should().Equal(_plugin);
    }

    [Test]
    public async Task A_link_to_a_program_of_another_name_is_a_wrapper()
    {
        File.Delete(_docker);
        File.CreateSymbolicLink(_docker, Write("bin/snap", Program));
        _processes.Answer("docker buildx");

        (await RunAsync("buildx", "version")).Should().Equal("docker");
    }

    [Test]
    public async Task A_link_to_docker_is_docker()
    {
        File.Delete(_docker);
        File.CreateSymbolicLink(_docker, Write("opt/docker", Program));
        _processes.Answer(_plugin);

        (await RunAsync("buildx", "version")).Should().Equal(_plugin);
    }

    [Test]
    public async Task A_plugin_that_is_a_script_is_left_to_docker()
    {
        await File.WriteAllTextAsync(_plugin, "#!/bin/sh\n/opt/docker-buildx \"$@\"\n");
        _processes.Answer("docker buildx");

        (await RunAsync("buildx", "version")).Should().Equal("docker");
    }

    [Test]
    public async Task A_folder_in_the_plugins_place_is_left_to_docker()
    {
        File.Delete(_plugin);
        Directory.CreateDirectory(_plugin);
        _processes.Answer("docker buildx");

        (await RunAsync("buildx", "version")).Should().Equal("docker");
    }

    [TestCase(127, "error while loading shared libraries: libx.so", 2)]
    [TestCase(1, "ERROR: no builder \"ci\" found", 1)]
    [TestCase(2, "#1 [internal] load build definition", 1)]
    public async Task A_plugin_that_ends_before_it_begins_is_left_to_docker(int exitCode, string said, int starts)
    {
        _processes.Answer(_plugin, error: said, exitCode: exitCode).Answer("docker buildx");

        (await RunAsync("buildx", "build", ".")).Should().Equal(new[] { _plugin, "docker" }.Take(starts));
    }

    [Test]
    public async Task A_plugin_that_cannot_be_started_is_left_to_docker()
    {
        _processes.Answer("docker buildx");

        (await RunAsync("buildx", "version")).Should().Equal(_plugin, "docker");
        _processes.Runs[1].Environment.Should().Equal(new Dictionary<string, string?> { ["A"] = "b" });
    }
}
