using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Pipeline;

[TestFixture]
public sealed class UserDockerfileTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void What_the_Dockerfile_calls_private_is_private_for_the_prefetch()
    {
        var settings = Read("FROM golang:1.24\nENV GOPRIVATE=git.example.com/*\nCOPY . .\nRUN go build\n", goPrivate: "corp.example/*");

        settings.GoPrivate.Should().Be("corp.example/*,git.example.com/*");
    }

    [TestCase("ENV GOPROXY=https://mirror.example,direct", null, "https://mirror.example,direct")]
    [TestCase("ENV GOPROXY=https://mirror.example,direct", "https://own.example", "https://own.example")]
    [TestCase("ENV GOPROXY=off", null, null)]
    [TestCase("ENV GOPROXY=file:///goproxy", null, null)]
    public void A_proxy_that_the_Dockerfile_names_is_used_where_nobody_named_another(string line, string? configured, string? expected) =>
        Read($"FROM golang:1.24\n{line}\nCOPY . .\nRUN go build\n", goProxy: configured).GoProxy.Should().Be(expected);

    [Test]
    public void A_missing_file_is_named()
    {
        var act = () => UserDockerfile.Read(Settings(), new Dictionary<string, string>());

        act.Should().Throw<GoDockerException>().Which.Message.Should().StartWith("GDT2110").And.Contain(_folder.File("Dockerfile"));
    }

    private ServiceSettings Read(string text, string? goPrivate = null, string? goProxy = null)
    {
        File.WriteAllText(_folder.File("Dockerfile"), text);
        var settings = Settings() with { GoPrivate = goPrivate, GoProxy = goProxy };

        return UserDockerfile.Read(settings, new Dictionary<string, string>()).Amend(settings);
    }

    private ServiceSettings Settings() => SettingsReader.Read(new() { WorkingDirectory = _folder.Path });
}
