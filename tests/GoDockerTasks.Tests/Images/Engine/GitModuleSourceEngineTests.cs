using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Dockerfiles.Engine;
using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.TestSupport;
using TestModule = GoDockerTasks.Tests.Modules.Fakes.TestModule;

namespace GoDockerTasks.Tests.Images.Engine;

/// <summary>Real git servers, the real go in a container, and a public proxy that must hear nothing.</summary>
[TestFixture]
[Category("Docker")]
public sealed class GitModuleSourceEngineTests
{
    private const string Password = "s3cret-of-ann";

    private static readonly (string Name, string Content)[] Files =
        [("go.mod", "module git.test/acme/secret.git\n\ngo 1.21\n"), ("secret.go", "package secret\n\nconst Text = \"hush\"\n")];

    private static readonly TestModule Secret = new("git.test/acme/secret.git", "v1.0.0", Files);
    private static readonly TestModule Hello = TestModule.Hello();

    private TempDirectory _folder = null!;
    private X509Certificate2 _certificate = null!;
    private HttpsGitServer _https = null!;
    private LoopbackProxy _public = null!;

    private string Repositories => _folder.File("repositories");

    [SetUp]
    public async Task Serve()
    {
        _folder = new();
        _certificate = SelfSigned();
        await GitRepositories.AddAsync(Repositories, "acme/secret.git", "v1.0.0", Files);
        _https = HttpsGitServer.Start(Repositories, _certificate, "ann", Password);
        _public = new(Hello);
        await File.WriteAllTextAsync(_folder.File("ca.pem"), _certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(_folder.File("netrc"), $"machine 127.0.0.1\nlogin ann\npassword {Password}\n");
        await File.WriteAllTextAsync(_folder.File("nobody"), "");
        Rewrite(_https.Url);
    }

    [TearDown]
    public async Task Stop()
    {
        await _https.DisposeAsync();
        await _public.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_private_module_comes_over_https_with_netrc_and_no_public_proxy_hears_of_it()
    {
        using var scene = await SceneAsync(Secret, Hello);

        var snapshot = await scene.PrefetchAsync(_public.Url);

        snapshot!.Missing.Should().BeEmpty(scene.Log.Text);
        snapshot.Downloaded.Should().Be(2);
        File.Exists(Path.Combine(snapshot.Directory, Secret.Module.Escaped + ".zip")).Should().BeTrue();
        _public.Requests.Should().NotBeEmpty().And.OnlyContain(request => !request.Contains("acme", StringComparison.Ordinal));
        scene.Log.Text.Should().NotContain(Password);
    }

    [Test]
    public async Task A_service_is_built_with_its_private_module_from_the_go_of_its_own_dockerfile()
    {
        var image = await TestEngine.GolangWithGitAsync();
        using var scene = await SceneAsync(Secret);
        var settings = scene.Settings with
        {
            Image = $"godocker-tests/{Guid.NewGuid():N}",
            GoProxy = _public.Url,
            GoPrivate = "git.test",
            CaFile = _folder.File("ca.pem"),
            Hermetic = true,
        };
        File.WriteAllText(
            Path.Combine(settings.Context, "main.go"),
            "package main\n\nimport secret \"git.test/acme/secret.git\"\n\nfunc main() { println(secret.Text) }\n");
        File.WriteAllText(
            settings.Dockerfile,
            $"FROM {image} AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\n");
        var state = new RunState();

        await ServiceBuild.Create(settings, new Dictionary<string, string>(), scene.Log, TimeProvider.System).ImageAsync(state, default);

        state.Image.Should().NotBeNull();
        _public.Requests.Should().NotContain(request => request.Contains("acme", StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(settings.Artifacts, "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).Should().NotContain(Password, "{0} may be shown to anybody", file);
        }

        await TestEngine.EnsureAsync("image", "rm", "--force", $"{settings.Image}:latest");
    }

    [Test]
    public async Task A_module_of_which_only_the_go_mod_is_needed_comes_too()
    {
        using var scene = await SceneAsync(Secret);
        var sum = Path.Combine(scene.Service, "go.sum");
        File.WriteAllLines(sum, File.ReadAllLines(sum).Where(line => line.Contains("/go.mod ", StringComparison.Ordinal)));

        var snapshot = await scene.PrefetchAsync("off");

        snapshot!.Missing.Should().BeEmpty(scene.Log.Text);
        File.ReadAllBytes(Path.Combine(snapshot.Directory, Secret.Module.Escaped + ".mod")).Should().Equal(Secret.GoMod);
    }

    [Test]
    public async Task A_private_module_comes_over_ssh_with_a_key_to_a_host_that_is_known()
    {
        await using var ssh = await SshServer.StartAsync(_folder.File("ssh"));
        Rewrite($"ssh://{Environment.UserName}@127.0.0.1:{ssh.Port}{Repositories}");
        using var scene = await SceneAsync(Secret);
        scene.Adjust = With(scene.Adjust, settings => settings with { Ssh = [$"default={ssh.UserKey}"], KnownHostsFile = ssh.KnownHosts });

        (await scene.PrefetchAsync("off"))!.Missing.Should().BeEmpty(scene.Log.Text);
    }

    [Test]
    public async Task A_host_whose_key_is_not_known_is_not_trusted_and_the_error_says_how_to_know_it()
    {
        await using var ssh = await SshServer.StartAsync(_folder.File("ssh"));
        Rewrite($"ssh://{Environment.UserName}@127.0.0.1:{ssh.Port}{Repositories}");
        using var scene = await SceneAsync(Secret);
        scene.Adjust = With(scene.Adjust, settings => settings with { Ssh = [$"default={ssh.UserKey}"], Hermetic = true });

        var error = await FailureAsync(scene);

        error.Kind.Should().Be(ErrorKinds.HostKeyNotKnown);
        error.Fix.Should().Contain($"ssh-keyscan -p {ssh.Port} 127.0.0.1");
    }

    [Test]
    public async Task A_password_that_is_refused_is_told_with_the_host_and_left_to_go_unless_that_is_forbidden()
    {
        File.WriteAllText(_folder.File("netrc"), "machine 127.0.0.1 login ann password wr0ng-password\n");
        using var scene = await SceneAsync(Secret, Hello);

        var snapshot = await scene.PrefetchAsync(_public.Url);

        snapshot!.Missing.Should().Equal(Secret.Module);
        scene.Log.Text.Should().Contain("GDT1130").And.Contain("127.0.0.1").And.NotContain("wr0ng-password");
        scene.Adjust = With(scene.Adjust, settings => settings with { Hermetic = true });
        (await FailureAsync(scene)).Kind.Should().Be(ErrorKinds.PrivateModuleDenied);
    }

    [Test]
    public async Task What_go_sum_does_not_name_stops_the_run_and_enters_nothing()
    {
        using var scene = await SceneAsync(new TestModule("git.test/acme/secret.git", "v1.0.0", Files[0], ("secret.go", "package secret\n")));

        (await FailureAsync(scene)).Kind.Should().Be(ErrorKinds.ModuleMismatch);
        scene.FilesInStore.Should().NotContain(file => file.EndsWith(".zip", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_tag_that_is_not_there_is_told_as_that()
    {
        using var scene = await SceneAsync(new TestModule("git.test/acme/secret.git", "v1.9.0", Files));
        scene.Adjust = With(scene.Adjust, settings => settings with { Hermetic = true });

        (await FailureAsync(scene)).Kind.Should().Be(ErrorKinds.PrivateVersionNotFound);
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_told_as_that()
    {
        using var scene = await SceneAsync(Secret);
        scene.Plan = plan => plan with { GoPrivate = "git.test" };
        scene.Adjust = With(scene.Adjust, settings => settings with { Hermetic = true });

        (await FailureAsync(scene)).Kind.Should().Be(ErrorKinds.GitServerNotTrusted);
        _https.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_server_that_is_not_there_is_told_as_that()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        Rewrite($"https://{nobody.LocalEndpoint}");
        nobody.Stop();
        using var scene = await SceneAsync(Secret);
        scene.Adjust = With(scene.Adjust, settings => settings with { Hermetic = true });

        (await FailureAsync(scene)).Kind.Should().Be(ErrorKinds.PrivateHostUnreachable);
    }

    [Test]
    public async Task An_image_without_git_is_named_with_what_it_lacks()
    {
        using var scene = await SceneAsync(await TestEngine.GolangAsync(), Secret);
        scene.Adjust = With(scene.Adjust, settings => settings with { Hermetic = true });

        var error = await FailureAsync(scene);

        error.Kind.Should().Be(ErrorKinds.GitImageIncomplete);
        error.Detail.Should().Contain("has no git");
        error.Fix.Should().Contain("GitImage");
    }

    [Test]
    public async Task Cancelling_ends_a_fetch_from_a_server_that_never_answers()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        Rewrite($"https://{silent.LocalEndpoint}");
        using var scene = await SceneAsync(Secret);
        using var stop = new CancellationTokenSource();

        var prefetch = scene.PrefetchAsync("off", stop.Token);
        using var connection = await silent.AcceptTcpClientAsync();
        await stop.CancelAsync();

        await prefetch.Invoking(run => run).Should().ThrowAsync<OperationCanceledException>();
    }

    private static Func<ServiceSettings, ServiceSettings> With(
        Func<ServiceSettings, ServiceSettings> first, Func<ServiceSettings, ServiceSettings> then) => settings => then(first(settings));

    private static async Task<GoDockerException> FailureAsync(PrefetchScene scene) =>
        (await scene.Invoking(prefetch => prefetch.PrefetchAsync("off")).Should().ThrowAsync<GoDockerException>()).Which;

    private async Task<PrefetchScene> SceneAsync(params TestModule[] modules) =>
        await SceneAsync(await TestEngine.GolangWithGitAsync(), modules);

    private Task<PrefetchScene> SceneAsync(string image, params TestModule[] modules) => Task.FromResult(new PrefetchScene(modules)
    {
        Netrc = _folder.File("netrc"),
        Plan = plan => plan with { GoPrivate = "git.test", CaFile = _folder.File("ca.pem") },
        Adjust = settings => settings with
        {
            GitConfigFile = _folder.File("gitconfig"),
            KnownHostsFile = _folder.File("nobody"),
            RunNetwork = RunNetwork.Host,
        },
        Source = settings => new GitModuleSource(
            settings,
            new Dictionary<string, string>(),
            new ProcessRunner(TimeProvider.System),
            new Redactor(RunSecrets.Of(settings, new Dictionary<string, string>())),
            _ => Task.FromResult<string?>(image),
            TimeProvider.System),
    });

    private void Rewrite(string url) =>
        File.WriteAllText(_folder.File("gitconfig"), $"[user]\n\tname = Ann\n[url \"{url}/\"]\n\tinsteadOf = https://git.test/\n");

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test CA", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
