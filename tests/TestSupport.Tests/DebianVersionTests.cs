using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.TestSupport.Tests;

public sealed class DebianVersionTests
{
    [TestCase("1.8.1-1", "v1.8.1")]
    [TestCase("1%3a0.7.0+dfsg-1", "v0.7.0")]
    [TestCase("1.2-3", "v1.2.0")]
    public void A_release_is_the_same_release(string version, string expected) =>
        new DebianVersion(version).Of("example.com/m", hasGoMod: true).Version.Should().Be(expected);

    [TestCase("2.0.1-1", "example.com/m/v2", "v2.0.1")]
    [TestCase("3.0.1-3", "gopkg.in/m.v3", "v3.0.1")]
    public void A_path_with_a_major_version_has_releases_of_it(string version, string path, string expected) =>
        new DebianVersion(version).Of(path, hasGoMod: true).Version.Should().Be(expected);

    [Test]
    public void What_comes_from_before_modules_is_incompatible_from_the_second_major_version_on() =>
        new DebianVersion("3.2.1-1").Of("example.com/m", hasGoMod: false).Version.Should().Be("v3.2.1+incompatible");

    [TestCase("0.0~git20200902.038fdea-1", "example.com/m", "v0.0.0-20200902000000-")]
    [TestCase("1.0+git20200902.038fdea-1", "example.com/m/v4", "v4.0.0-20200902000000-")]
    [TestCase("2.1.0-1", "example.com/m", "v0.0.0-20200101000000-")]
    public void All_else_is_a_commit(string version, string path, string expected) =>
        new DebianVersion(version).Of(path, hasGoMod: true).Version.Should().StartWith(expected);
}
