using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>The assemblies whose tasks belong to a host, each of them once and in the order they were added.</summary>
internal sealed class TaskAssemblies
{
    private readonly List<Assembly> _assemblies = [];

    public TaskAssemblies(Assembly? entry)
    {
        if (entry is not null)
        {
            _assemblies.Add(entry);
        }
    }

    public void Add(Assembly assembly)
    {
        if (!_assemblies.Contains(assembly))
        {
            _assemblies.Add(assembly);
        }
    }

    public void AddTasksTo(IServiceCollection services)
    {
        foreach (var assembly in _assemblies)
        {
            foreach (var type in assembly.GetTypes())
            {
                if (type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                    && typeof(IFrostingTask).IsAssignableFrom(type))
                {
                    services.AddSingleton(typeof(IFrostingTask), type);
                }
            }
        }
    }
}
