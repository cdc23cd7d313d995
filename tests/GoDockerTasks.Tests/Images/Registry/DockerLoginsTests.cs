using System.Text;
using GoDockerTasks.Images.Registry;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Registry;

[TestFixture]
public sealed class DockerLoginsTests : IDisposable
{
    private static readonly string UserAndPassword = Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:pass:word"));

    private readonly TempDirectory _folder = new();
    private readonly StubProcesses _helpers = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("registry.example.com", "registry.example.com")]
    [TestCase("registry.example.com", "https://registry.example.com")]
    [TestCase("registry.example.com", "https://registry.example.com/v1/")]
    [TestCase("docker.io", "https://index.docker.io/v1/")]
    [TestCase("127.0.0.1:5000", "127.0.0.1:5000")]
    public async Task A_login_in_the_file_is_found_under_each_form_of_the_name(string registry, string key) =>
        (await FindAsync(registry, $$"""{"auths":{"{{key}}":{"auth":"{{UserAndPassword}}"} } }"""))
            .Should().Be(new RegistryLogin("shop", "pass:word"));

    [Test]
    public async Task An_identity_token_has_no_user() =>
        (await FindAsync("r.example", """{"auths":{"r.example":{"auth":"eDp5","identitytoken":"long-token"}}}"""))
            .Should().Be(new RegistryLogin(null, "long-token"));

    [Test]
    public async Task A_helper_of_the_registry_comes_before_the_store_of_all()
    {
        _helpers.Answer("docker-credential-own get", """{"ServerURL":"r.example","Username":"own","Secret":"1"}""");
        _helpers.Answer("docker-credential-all get", """{"ServerURL":"x.example","Username":"<token>","Secret":"2"}""");
        const string Config = """{"credsStore":"all","credHelpers":{"r.example":"own"}}""";

        (await FindAsync("r.example", Config)).Should().Be(new RegistryLogin("own", "1"));
        (await FindAsync("x.example", Config)).Should().Be(new RegistryLogin(null, "2"));
        _helpers.Runs.Select(run => run.StandardInput).Should().Equal("r.example", "x.example");
    }

    [TestCase("""{"credsStore":"missing"}""")]
    [TestCase("""{"credsStore":"refuses"}""")]
    [TestCase("""{"auths":{"r.example":{}}}""")]
    [TestCase("""{"auths":{"r.example":{"auth":"%%%"}}}""")]
    [TestCase("""{"auths":[]}""")]
    [TestCase("""no json""")]
    [TestCase("""{}""")]
    public async Task What_cannot_be_read_is_no_login(string config)
    {
        _helpers.Answer("docker-credential-refuses get", "credentials not found in native keychain", exitCode: 1);

        (await FindAsync("r.example", config)).Should().BeNull();
    }

    [Test]
    public async Task Without_a_file_there_is_no_login() =>
        (await new DockerLogins(_helpers, _folder.File("config.json")).FindAsync("r.example", default)).Should().BeNull();

    private Task<RegistryLogin?> FindAsync(string registry, string config)
    {
        File.WriteAllText(_folder.File("config.json"), config);
        return new DockerLogins(_helpers, _folder.File("config.json")).FindAsync(registry, default);
    }
}
