using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Io;

[TestFixture]
public sealed class SourceOriginTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly ProcessRunner _processes = new(TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [TestCase("https://git.example.com/shop/orders.git", "https://git.example.com/shop/orders")]
    [TestCase("https://user:s3cret@git.example.com:8443/shop/orders", "https://git.example.com:8443/shop/orders")]
    [TestCase("ssh://git@git.example.com:2222/shop/orders.git", "https://git.example.com/shop/orders")]
    [TestCase("git@git.example.com:shop/deep/orders.git", "https://git.example.com/shop/deep/orders")]
    [TestCase("/srv/git/orders.git", null)]
    [TestCase("file:///srv/git/orders.git", null)]
    public async Task The_address_of_a_repository_is_one_that_people_can_open(string remote, string? url)
    {
        await CommitAsync();
        await GitAsync("remote", "add", "origin", remote);

        (await FindAsync())!.Url.Should().Be(url);
    }

    [Test]
    public async Task A_commit_tells_its_time_and_its_tag()
    {
        await CommitAsync();
        (await FindAsync()).Should().Be(new SourceOrigin("2026-01-02T03:04:05Z", null, null));
        await GitAsync("tag", "v1.4.0");
        await GitAsync("branch", "release");

        (await FindAsync())!.Tag.Should().Be("v1.4.0");
    }

    [Test]
    public async Task Without_a_commit_there_is_nothing_to_tell()
    {
        (await FindAsync()).Should().BeNull();
        await GitAsync("init");
        (await FindAsync()).Should().BeNull();
    }

    private async Task CommitAsync()
    {
        await GitAsync("init");
        await GitAsync("commit", "--allow-empty", "--message=first");
    }

    private Task<SourceOrigin?> FindAsync() => SourceOrigin.FindAsync(_processes, _folder.Path, CancellationToken.None);

    private async Task GitAsync(params string[] arguments)
    {
        var git = new ProcessSpec("git", ["-c", "user.name=n", "-c", "user.email=n@example.com", .. arguments])
        {
            WorkingDirectory = _folder.Path,
            Environment = new Dictionary<string, string?> { ["GIT_COMMITTER_DATE"] = "2026-01-02T03:04:05Z" },
        };
        (await _processes.CaptureAsync(git, CancellationToken.None)).ExitCode.Should().Be(0);
    }
}
