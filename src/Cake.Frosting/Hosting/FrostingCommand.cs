using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.Packaging;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>What a host does with its command line. Everything it uses comes out of the container when it is needed.</summary>
internal sealed class FrostingCommand(IServiceProvider services, HostRun run) : AsyncCommand<FrostingSettings>
{
    public override async Task<int> ExecuteAsync(
        CommandContext context, FrostingSettings settings, CancellationToken cancellationToken)
    {
        run.Provider = services;
        if (settings.Version)
        {
            Get<ICakeVersionFeature>().Run(Get<IConsole>());
            return 0;
        }

        if (settings.Info)
        {
            Get<ICakeInfoFeature>().Run(Get<IConsole>());
            return 0;
        }

        var targets = settings.Targets is [] ? ["Default"] : settings.Targets;
        run.Arguments = context.Remaining.ToCakeArguments(settings.NoReport, targets);

        // Before anything reads the configuration, which lies in the working directory.
        SetWorkingDirectory(settings);
        Get<ICakeLog>().Verbosity = Get<ICakeConfiguration>().GetVerbosity(settings.ParseVerbosity());

        var host = PrepareHost(settings);
        await (targets is [var target] ? host.RunTargetAsync(target) : host.RunTargetsAsync(targets));
        return 0;
    }

    private void SetWorkingDirectory(FrostingSettings settings)
    {
        if ((settings.WorkingDirectory ?? services.GetService<WorkingDirectory>()?.Path) is { } path)
        {
            var environment = Get<ICakeEnvironment>();
            environment.WorkingDirectory = path.MakeAbsolute(environment);
        }
    }

    private ScriptHost PrepareHost(FrostingSettings settings)
    {
        var engine = Get<ICakeEngine>();
        var host = MakeHost(settings, engine);
        if (settings.Exclusive)
        {
            host.Settings.UseExclusiveTarget();
        }

        foreach (var task in services.GetServices<IFrostingTask>())
        {
            engine.AddTask(task);
        }

        if (host is BuildScriptHost<IFrostingContext> or DryRunScriptHost<IFrostingContext>)
        {
            engine.AddLifetimes(services, host.Context);
        }

        if (host is BuildScriptHost<IFrostingContext>)
        {
            InstallTools();
        }

        return host;
    }

    // What only lists the tasks has no need of the host's own context, whose constructor may ask for arguments.
    private ScriptHost MakeHost(FrostingSettings settings, ICakeEngine engine) => settings switch
    {
        { Description: true } => new DescriptionScriptHost(engine, Get<ICakeContext>(), Get<IAnsiConsole>()),
        { Tree: true } => new TreeScriptHost(engine, Get<ICakeContext>(), Get<IConsole>()),
        { DryRun: true } => new DryRunScriptHost<IFrostingContext>(engine, Get<IFrostingContext>(), Get<ICakeLog>()),
        _ => new BuildScriptHost<IFrostingContext>(
            engine, Get<IExecutionStrategy>(), Get<IFrostingContext>(), Get<ICakeReportPrinter>(),
            Get<ICakeConfiguration>(), Get<ICakeLog>()),
    };

    private void InstallTools()
    {
        foreach (var tool in services.GetServices<PackageReference>())
        {
            Get<IToolInstaller>().Install(tool);
        }
    }

    private T Get<T>()
        where T : notnull
        => services.GetRequiredService<T>();
}
