using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Files;

/// <summary>The expected answers are those of golang.org/x/mod.</summary>
[TestFixture]
public sealed class GoModTests
{
    private const string Everything =
        """
        // Deprecated: use v2.
        module "example.com/shop/orders" // why not

        go 1.24.4
        toolchain go1.25.1
        godebug panicnil=1

        require rsc.io/quote v1.5.2
        require (
        	golang.org/x/text v0.3.0 // indirect
        	"gopkg.in/yaml.v2" v2.4.0 // indirect; by hand
        )
        exclude rsc.io/quote v1.5.1
        replace (
        	rsc.io/quote v1.5.2 => ./quote
        	golang.org/x/text => github.com/golang/text v0.3.1
        )
        retract [v1.0.0, v1.0.5] // does not start
        retract v1.1.0
        tool golang.org/x/tools/cmd/stringer
        ignore ./node_modules
        """;

    [Test]
    public void Every_directive_is_read()
    {
        var mod = GoMod.Parse("go.mod", Everything);

        (mod.Module, mod.GoVersion, mod.Toolchain).Should().Be(("example.com/shop/orders", "1.24.4", "go1.25.1"));
        mod.Godebug.Should().ContainSingle(setting => setting.Key == "panicnil" && setting.Value == "1");
        mod.Requirements.Should().Equal(
            new Requirement(new("rsc.io/quote", "v1.5.2"), false, 8),
            new Requirement(new("golang.org/x/text", "v0.3.0"), true, 10),
            new Requirement(new("gopkg.in/yaml.v2", "v2.4.0"), true, 11));
        mod.Exclusions.Should().Equal(new ModuleVersion("rsc.io/quote", "v1.5.1"));
        mod.Replacements.Should().Equal(
            new Replacement("rsc.io/quote", "v1.5.2", "./quote", null, 15),
            new Replacement("golang.org/x/text", null, "github.com/golang/text", "v0.3.1", 16));
        mod.Retractions.Should().Equal(
            new Retraction("v1.0.0", "v1.0.5", "does not start"), new Retraction("v1.1.0", "v1.1.0", ""));
        mod.Tools.Should().Equal("golang.org/x/tools/cmd/stringer");
        mod.Ignores.Should().Equal("./node_modules");
    }

    [TestCase("modul example.com/x", "'modul' is no directive")]
    [TestCase("module example.com/x", "'module' is there already")]
    [TestCase("go 1.24.x", "it takes a Go version, such as 'go 1.24'")]
    [TestCase("toolchain 1.24", "it takes a toolchain's name")]
    [TestCase("require rsc.io/quote", "'require module version'")]
    [TestCase("require rsc.io/quote master", "'master' is not a version")]
    [TestCase("require rsc.io/quote v2.0.0", "which takes v0 or v1")]
    [TestCase("require rsc.io/quote/v1 v1.0.0", "major version that is none")]
    [TestCase("replace rsc.io/quote => rsc.io/other", "a replacement without a version is a folder")]
    [TestCase("replace rsc.io/quote => rsc.io/other@v1.0.0", "not behind '@'")]
    [TestCase("replace rsc.io/quote => ./other v1.0.0", "a folder has no version")]
    [TestCase("replace rsc.io/quote v1.0.0", "replace module [version] => other-module version")]
    [TestCase("retract [v1.0.0 v1.0.1]", "it takes a version or '[low, high]'")]
    [TestCase("tool", "it takes the path of a package")]
    [TestCase("require \"rsc.io/quote v1.0.0", "a string has no end")]
    [TestCase("require rsc.io/\"quote\" v1.0.0", "has a quote in it")]
    [TestCase("require `rsc.io/quote` v1.0.0", "has a quote in it; a string that needs quotes begins and ends with \"")]
    [TestCase("/* comment */", "a comment begins with //")]
    [TestCase("require (", "has no end; it ends with a line ')'")]
    [TestCase("<<<<<<< HEAD", "a merge conflict is not resolved")]
    [TestCase("replace rsc.io/quote => ..\\quote", "a folder is written with slashes", IncludePlatform = "Linux,MacOsX")]
    [TestCase("=======", "a merge conflict is not resolved")]
    [TestCase(">>>>>>> main", "a merge conflict is not resolved")]
    [TestCase("||||||| 1f3a5c7", "a merge conflict is not resolved")]
    [TestCase("go (\n1.24\n)", "'go' has no block; it is one line")]
    [TestCase("toolchain ( // newest\ngo1.24.4\n)", "'toolchain' has no block")]
    [TestCase("\"go\" 1.24", "a directive is written without quotes")]
    [TestCase("\"require\" (", "a directive is written without quotes")]
    [TestCase("require\u00A0rsc.io/quote v1.5.2", "U+00A0 is not allowed; words are separated by spaces or tabs")]
    [TestCase("require rsc.io/quote\u2003v1.5.2", "U+2003 is not allowed")]
    [TestCase("\uFEFFrequire rsc.io/quote v1.5.2", "U+FEFF is not allowed; the file has to be UTF-8")]
    [TestCase("require rsc.io/quote\0 v1.5.2", "U+0000 is not allowed")]
    public void A_malformed_line_is_named_with_its_number_and_what_is_accepted(string line, string what) =>
        FluentActions.Invoking(() => GoMod.Parse("x/go.mod", $"module example.com/x\n{line}\n"))
            .Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.MalformedGoMod)
            .Which.Detail.Should().ContainAll("x/go.mod:2:", what);

    [Test]
    public void Two_replacements_of_one_module_are_a_conflict_unless_they_are_the_same()
    {
        FluentActions.Invoking(() => GoMod.Parse("x/go.mod", "module example.com/x\nreplace rsc.io/quote => ./a\nreplace rsc.io/quote => ./b\n"))
            .Should().Throw<GoDockerException>().WithMessage("*x/go.mod:3: line 2 replaces rsc.io/quote by ./a*");

        GoMod.Parse("go.mod", "module example.com/x\nreplace rsc.io/quote => ./a\nreplace rsc.io/quote => ./a\nreplace rsc.io/quote v1.0.0 => ./b\n")
            .Replacements.Should().HaveCount(3);
    }

    [TestCase("utf-8")]
    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    public async Task A_file_that_an_editor_saved_with_a_byte_order_mark_is_refused_as_go_does(string encoding)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "go.mod");
        await File.WriteAllTextAsync(file, "module example.com/x\n", Encoding.GetEncoding(encoding));

        try
        {
            await FluentActions.Awaiting(() => GoMod.ReadAsync(file, CancellationToken.None))
                .Should().ThrowAsync<GoDockerException>().WithMessage("*go.mod:1: *has to be UTF-8 without a byte order mark*");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Test]
    public void Comments_and_line_ends_of_windows_change_nothing() =>
        GoMod.Parse("go.mod", "module example.com/x // a\u00A0comment\r\ngo 1.24\r\nrequire (\r\n\trsc.io/quote v1.5.2 //indirect\r\n)\r\n")
            .Requirements.Should().Equal(new Requirement(new("rsc.io/quote", "v1.5.2"), true, 4));

    [Test]
    public void All_malformed_lines_are_reported_at_once() =>
        FluentActions.Invoking(() => GoMod.Parse("go.mod", "go x\nfoo\n"))
            .Should().Throw<GoDockerException>().WithMessage("*go.mod:1*no module line*go.mod:2*");

    [Test]
    public void Directives_of_a_later_go_are_left_to_it() =>
        GoMod.Parse("go.mod", "module example.com/x\ngo 1.99\nfuture a b\n").GoVersion.Should().Be("1.99");

    [Test]
    public void A_workspace_is_read()
    {
        var work = GoWork.Parse("go.work", "go 1.24\nuse (\n\t./a\n\t\"./b c\"\n)\nreplace rsc.io/quote => ./q\n");

        work.Uses.Should().Equal("./a", "./b c");
        work.Replacements.Should().ContainSingle().Which.IsLocal.Should().BeTrue();
    }

    [Test]
    public void A_workspace_has_no_requirements() =>
        FluentActions.Invoking(() => GoWork.Parse("go.work", "require rsc.io/quote v1.5.2\n"))
            .Should().Throw<GoDockerException>().WithMessage("*go.work:1: 'require' is no directive; there are go, *use*");

    [Test]
    public void The_list_of_vendored_modules_is_read()
    {
        var vendor = VendorModules.Parse(
            "modules.txt",
            "## workspace\n# rsc.io/quote v1.5.2 => ./q\n## explicit; go 1.21\nrsc.io/quote\nrsc.io/quote/buggy\n# golang.org/x/text => github.com/golang/text v0.3.1\n");

        vendor.IsWorkspace.Should().BeTrue();
        vendor.Modules.Should().BeEquivalentTo(new VendoredModule[]
        {
            new("rsc.io/quote", "v1.5.2", "./q", null)
            {
                IsExplicit = true, GoVersion = "1.21", Packages = ["rsc.io/quote", "rsc.io/quote/buggy"],
            },
            new("golang.org/x/text", null, "github.com/golang/text", "v0.3.1"),
        });
    }

    [TestCase("rsc.io/quote", "is not expected here")]
    [TestCase("# rsc.io/quote", "names no module")]
    [TestCase("# rsc.io/quote 1.5.2", "names no module")]
    public void A_malformed_line_of_modules_txt_is_named(string line, string what) =>
        FluentActions.Invoking(() => VendorModules.Parse("modules.txt", line))
            .Should().Throw<GoDockerException>().WithMessage($"*modules.txt:1: *{what}*");
}
