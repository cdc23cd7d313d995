using Cake.Core;
using Cake.Core.Composition;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Services;

public sealed class RegistrationTests
{
    private readonly HostFixture _host = new HostFixture().With<Work>();

    [Test]
    public void What_the_host_registers_wins_over_the_defaults()
    {
        var arguments = new CakeArguments(new[] { "own" }.ToLookup(name => name));
        var configuration = new CakeConfiguration(new Dictionary<string, string> { ["own"] = "yes" });
        var files = new FileSystem();
        ICakeContext? seen = null;

        _host.With(services => services
            .AddSingleton<ICakeArguments>(arguments)
            .AddSingleton<ICakeConfiguration>(configuration)
            .AddSingleton<IFileSystem>(files)
            .AddSingleton<Action<ICakeContext>>(context => seen = context));
        _host.Run("--target=Work").Should().Be(0);

        seen!.Log.Should().BeSameAs(_host.Log);
        seen.Environment.Should().BeSameAs(_host.Environment);
        seen.Arguments.Should().BeSameAs(arguments);
        seen.Configuration.Should().BeSameAs(configuration);
        seen.FileSystem.Should().BeSameAs(files);
    }

    [Test]
    public void Engine_strategy_and_report_can_be_the_hosts_own()
    {
        var report = new OwnReport();
        CakeEngine? engine = null;
        _host.With(services => services
            .AddSingleton<ICakeReportPrinter>(report)
            .AddSingleton<ICakeEngine>(provider =>
                engine = new(provider.GetRequiredService<ICakeDataService>(), provider.GetRequiredService<ICakeLog>())));

        _host.Run("--target=Work").Should().Be(0);

        engine!.Tasks.Should().ContainSingle(task => task.Name == "Work");
        report.Steps.Should().Equal("Work");
        report.Written.Should().BeTrue();
    }

    [Test]
    public void Modules_and_startups_register_too()
    {
        _host.Host.UseModule<Module>().UseStartup<Startup>();

        _host.Run("--target=Work").Should().Be(0);

        _host.Journal.ToString().Should().Be("module startup");
    }

    [Test]
    public void Services_are_disposed_of_after_the_run_also_when_it_fails()
    {
        _host.With<Disposing>().Run("--target=Disposing").Should().Be(1);

        _host.Journal.ToString().Should().Be("disposed");
    }

    [Test]
    public void A_service_that_is_missing_is_named()
    {
        _host.With<Unmakable>().Run("--target=Work").Should().Be(1);

        _host.Log.Errors.Should().Contain(nameof(IRegistryOfNowhere)).And.Contain(nameof(Unmakable)).And.NotContain("   at ");
    }

    [Test]
    public void A_host_can_run_more_than_once()
    {
        _host.With(services => services.AddSingleton<Action<ICakeContext>>(
            context => _host.Journal.Add(context.Arguments.GetArgument("name"))));

        _host.Run("--target=Work", "--name=one").Should().Be(0);
        _host.Run("--target=Work", "--name=two").Should().Be(0);

        _host.Journal.ToString().Should().Be("one two");
    }

    public interface IRegistryOfNowhere;

    private sealed class Work(IEnumerable<Action<ICakeContext>> actions) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            foreach (var action in actions)
            {
                action(context);
            }
        }
    }

    private sealed class Disposing(Journal journal) : FrostingTask, IAsyncDisposable
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");

        public ValueTask DisposeAsync()
        {
            journal.Add("disposed");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Unmakable(IRegistryOfNowhere registry) : FrostingTask
    {
        public override void Run(ICakeContext context) => _ = registry;
    }

    private sealed class Module : ICakeModule
    {
        public void Register(ICakeContainerRegistrar registrar) =>
            registrar.RegisterInstance<Action<ICakeContext>>(Note("module")).As<Action<ICakeContext>>();
    }

    private sealed class Startup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.AddSingleton(Note("startup"));
    }

    private static Action<ICakeContext> Note(string entry) =>
        context => context.ServiceProvider.GetRequiredService<Journal>().Add(entry);

    private sealed class OwnReport : ICakeReportPrinter
    {
        public List<string> Steps { get; } = [];

        public bool Written { get; private set; }

        public void Write(CakeReport report) => Written = true;

        public void WriteStep(string name, Verbosity verbosity) => Steps.Add(name);

        public void WriteLifeCycleStep(string name, Verbosity verbosity) => Steps.Add(name);

        public void WriteSkippedStep(string name, Verbosity verbosity) => Steps.Add(name);
    }
}
