using GoDockerTasks.Io;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Pipeline;

[TestFixture]
public sealed class RunSecretsTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Every_place_where_a_user_can_put_a_secret_is_known()
    {
        File.WriteAllText(_folder.File("netrc"), "machine git.example.com\npassword canary-file\n");
        File.WriteAllText(_folder.File("a,b"), "canary-comma\n");
        File.WriteAllText(_folder.File("own-netrc"), "machine git.example.com login ann password canary-netrc\n");
        File.WriteAllText(
            _folder.File("gitconfig"), "[url \"https://oauth2:canary-rule@git.example.com/\"]\n\tinsteadOf = https://git.example.com/\n");
        File.WriteAllText(
            _folder.File("config.json"), """{ "proxies": { "tcp://other:2376": { "allProxy": "socks5://user:canary-docker@proxy.example" } } }""");
        var environment = new Dictionary<string, string>
        {
            ["GIT_TOKEN"] = "canary-variable",
            ["NPM_PASSWORD"] = "canary-password",
            ["SECRET_FILE"] = _folder.File("netrc"),
            ["MY_TOKEN_TTL"] = "true",
            ["API_TOKEN"] = "/canary+base64==",
            ["APP_SECRET_MODE"] = "succeeded",
            ["APP_SECRET_NAME"] = "weather:latest",
            ["APP_TOKEN_DIR"] = _folder.Path,
            ["APP_SECRETS"] = _folder.Path,
            ["ftp_proxy"] = "http://user:canary-variable-of-ftp@proxy.example:21",
            ["DOCKER_CONFIG"] = _folder.Path,
        };
        var settings = SettingsReader.Read(new()
        {
            WorkingDirectory = _folder.Path,
            Environment = environment,
            Arguments = new Dictionary<string, IReadOnlyList<string>>
            {
                ["goproxy"] = ["https://user:canary-proxy@proxy.example"],
                ["http-proxy"] = ["http://user:canary-http@proxy.example:3128"],
                ["secret"] = ["id=a,src=" + _folder.File("netrc"), "id=b,env=GIT_TOKEN", $"id=c,\"src={_folder.File("a,b")}\""],
                ["godocker_NetrcFile"] = [_folder.File("own-netrc")],
                ["godocker_GitConfigFile"] = [_folder.File("gitconfig")],
                ["build-arg"] = ["API_KEY=canary-argument", "GIT_TOKEN"],
            },
        });

        RunSecrets.Of(settings, environment).Should()
            .Contain(["canary-proxy", "canary-comma", "canary-http", "password canary-file", "canary-variable", "canary-password", "canary-argument", "canary-netrc", "canary-rule", "canary-variable-of-ftp", "canary-docker", "/canary+base64=="])
            .And.NotContain(["true", "succeeded", "weather:latest", _folder.Path, _folder.File("netrc")]);
    }
}
