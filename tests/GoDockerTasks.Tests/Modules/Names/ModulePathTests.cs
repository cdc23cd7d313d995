using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Names;

/// <summary>The expected answers are those of golang.org/x/mod 0.19.0.</summary>
[TestFixture]
public sealed class ModulePathTests
{
    //       path                      module import file
    [TestCase("rsc.io/quote", true, true, true)]
    [TestCase("rsc.io/quote/v3", true, true, true)]
    [TestCase("gopkg.in/yaml.v2", true, true, true)]
    [TestCase("gopkg.in/yaml.v2-unstable", true, true, true)]
    [TestCase("rsc.io/quote/v1", false, true, true)]
    [TestCase("rsc.io/quote/v02", false, true, true)]
    [TestCase("rsc.io/quote/v2.0", false, true, true)]
    [TestCase("gopkg.in/yaml", false, true, true)]
    [TestCase("quote", false, true, true)]
    [TestCase("Rsc.io/quote", false, true, true)]
    [TestCase("rsc.io/c++", false, true, true)]
    [TestCase("rsc.io/.hidden", false, true, true)]
    [TestCase("-rsc.io/quote", false, false, true)]
    [TestCase("rsc.io/~1", false, false, true)]
    [TestCase("rsc.io/con", false, false, false)]
    [TestCase("rsc.io/Con.txt", false, false, false)]
    [TestCase("rsc.io/quote.", false, false, false)]
    [TestCase("rsc.io/...", false, false, false)]
    [TestCase("rsc.io/..", false, false, false)]
    [TestCase("rsc.io//quote", false, false, false)]
    [TestCase("rsc.io/quote/", false, false, false)]
    [TestCase("/rsc.io", false, false, false)]
    [TestCase("", false, false, false)]
    [TestCase("rsc.io/a b", false, false, true)]
    [TestCase("rsc.io/世", false, false, true)]
    [TestCase("rsc.io/a\\b", false, false, false)]
    [TestCase("rsc.io/a:b", false, false, false)]
    [TestCase("rsc.io/a\u0001", false, false, false)]
    [TestCase("rsc.io/\ud800", false, false, false)]
    public void Each_kind_of_path_has_its_own_rules(string path, bool module, bool import, bool file)
    {
        (ModulePath.Problem(path) is null).Should().Be(module);
        (ModulePath.ImportProblem(path) is null).Should().Be(import);
        (ModulePath.FileProblem(path) is null).Should().Be(file);
    }

    [TestCase("rsc.io/quote", "rsc.io/quote", "", true)]
    [TestCase("rsc.io/quote/v3", "rsc.io/quote", "/v3", true)]
    [TestCase("rsc.io/quote/v1", "rsc.io/quote/v1", "", false)]
    [TestCase("rsc.io/quote/v0", "rsc.io/quote/v0", "", false)]
    [TestCase("gopkg.in/yaml.v0", "gopkg.in/yaml", ".v0", true)]
    [TestCase("gopkg.in/yaml.v2-unstable", "gopkg.in/yaml", ".v2-unstable", true)]
    [TestCase("gopkg.in/yaml/v2", "gopkg.in/yaml/v2", "", false)]
    [TestCase("v2", "v2", "", true)]
    public void A_path_is_split_before_its_major_version(string path, string prefix, string major, bool ok)
    {
        ModulePath.TrySplitVersion(path, out var actualPrefix, out var actualMajor).Should().Be(ok);
        (actualPrefix, actualMajor).Should().Be((prefix, major));
    }

    [TestCase("v1.2.3", "", true)]
    [TestCase("v2.0.0", "", false)]
    [TestCase("v2.0.0+incompatible", "", true)]
    [TestCase("v2.0.0+incompatible", "/v2", true)]
    [TestCase("v3.0.0", "/v2", false)]
    [TestCase("v2.1.0", ".v2-unstable", true)]
    [TestCase("v0.0.0-20191109021931-daa7c04131f5", ".v1", true)]
    [TestCase("v0.0.0-20191109021931-daa7c04131f5", "/v2", false)]
    public void A_version_belongs_to_a_major_version(string version, string major, bool belongs) =>
        ModulePath.MatchesMajor(version, major).Should().Be(belongs);

    [Test]
    public void A_version_that_does_not_fit_is_told_with_what_the_path_takes() =>
        ModulePath.Problem("rsc.io/quote/v3", "v2.0.0").Should().Be("'v2.0.0' does not fit 'rsc.io/quote/v3', which takes v3");
}
