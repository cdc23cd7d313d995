using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Services;

public sealed class ToolTests
{
    private static readonly Uri Tool = new("shelf:?package=hammer&version=1.2.3");

    private readonly HostFixture _host = new HostFixture().With<Work>();

    [Test]
    public void Tools_are_installed_before_the_first_task()
    {
        _host.Host.InstallTool(Tool).InstallTool(new Uri("shelf:?package=saw")).UseSetup<Setting>();
        _host.With(services => services.AddSingleton<IToolInstaller, OwnInstaller>()).Run("--target=Work").Should().Be(0);

        _host.Journal.ToString().Should().Be("shelf:?package=hammer&version=1.2.3 shelf:?package=saw setup work");
    }

    [Test]
    public void A_package_installer_of_the_host_installs_what_it_can_into_the_tool_path()
    {
        _host.Host.InstallTool(Tool).UsePackageInstaller<Shelf>().SetToolPath("/opt/build-tools");

        _host.Run("--target=Work").Should().Be(0);

        _host.Journal.ToString().Should().Be("hammer:Tool:/opt/build-tools work");
    }

    [Test]
    public void An_installed_tool_is_found()
    {
        FilePath? found = null;
        _host.Host.InstallTool(Tool).UsePackageInstaller<Shelf>();
        _host.With<Finding>().With(services => services.AddSingleton<Action<FilePath>>(path => found = path));

        _host.Run("--target=Finding").Should().Be(0);

        found!.FullPath.Should().Be(Environment.ProcessPath);
    }

    [Test]
    public void A_tool_that_no_installer_knows_ends_the_build()
    {
        _host.Host.InstallTool(Tool);

        _host.Run("--target=Work").Should().Be(1);

        _host.Log.Errors.Should().Contain("'shelf'");
        _host.Journal.ToString().Should().BeEmpty();
    }

    [TestCase("--tree")]
    [TestCase("--description")]
    [TestCase("--dryrun --target=Work")]
    [TestCase("--version")]
    public void Nothing_is_installed_where_nothing_runs(string args)
    {
        _host.Host.InstallTool(Tool).UsePackageInstaller<Shelf>();

        _host.Run(args.Split(' ')).Should().Be(0);

        _host.Journal.ToString().Should().BeEmpty();
    }

    [Test]
    public void Installers_are_not_even_made_for_a_build_without_tools()
    {
        _host.Host.UsePackageInstaller<BrokenInstaller>();

        _host.Run("--target=Work").Should().Be(0);
    }

    private sealed class Setting(Journal journal) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => journal.Add("setup");
    }

    private sealed class Work(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("work");
    }

    private sealed class Finding(Action<FilePath> found) : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            found(context.Tools.Resolve(System.IO.Path.GetFileName(Environment.ProcessPath)!));
    }

    private sealed class OwnInstaller(Journal journal) : IToolInstaller
    {
        public void Install(PackageReference tool) => journal.Add(tool.OriginalString);
    }

    private sealed class Shelf(Journal journal) : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "shelf";

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
        {
            journal.Add($"{package.Package}:{type}:{path}");
            return [new FileSystem().GetFile(Environment.ProcessPath!)];
        }
    }

    private sealed class BrokenInstaller : IPackageInstaller
    {
        public BrokenInstaller() => throw new InvalidOperationException("Nobody asked for a tool.");

        public bool CanInstall(PackageReference package, PackageType type) => false;

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path) => [];
    }
}
