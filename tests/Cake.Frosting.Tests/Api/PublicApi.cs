using System.Reflection;
using System.Text;

namespace Cake.Frosting.Tests.Api;

/// <summary>What users of an assembly can see of it, as text: one paragraph a type, one line a member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => Name(type), StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Header(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = type.GetInterfaces().Except(inherited).Select(Name).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && parent != typeof(object))
        {
            bases.Insert(0, Name(parent));
        }

        return Usage(type) + kind + " " + Name(type) + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases)) + Constraints(type);
    }

    private static string Usage(Type type) => type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is not { } usage
        ? ""
        : $"[{usage.ValidOn}{(usage.AllowMultiple ? ", many" : "")}{(usage.Inherited ? "" : ", not inherited")}] ";

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
        {
            yield return $"{Access(constructor)}ctor({Parameters(constructor)})";
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors().Length > 0))
        {
            var accessors = property.GetAccessors().Select(accessor => accessor.ReturnType == typeof(void) ? "set;" : "get;");
            yield return $"{Modifiers(property.GetMethod!)}{Name(property.PropertyType)} {property.Name} {{ {string.Join(' ', accessors)} }}";
        }

        foreach (var method in type.GetMethods(Declared).Where(method => !method.IsSpecialName && IsVisible(method)))
        {
            var name = method.Name + (method.IsGenericMethod
                ? "<" + string.Join(", ", method.GetGenericArguments().Select(Name)) + ">"
                : "");
            yield return $"{Access(method)}{Modifiers(method)}{Name(method.ReturnType)} {name}({Parameters(method)}){Constraints(method)}";
        }
    }

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly || IsExplicit(method);

    private static bool IsExplicit(MethodBase method) => method.IsPrivate && method.IsFinal && method.Name.Contains('.');

    private static string Access(MethodBase method) =>
        IsExplicit(method) ? "explicit " : method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
        { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } => "virtual ",
        _ => "",
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Constraints(MethodInfo method) =>
        method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "";

    private static string Constraints(Type type) =>
        type.IsGenericTypeDefinition ? Constraints(type.GetGenericArguments()) : "";

    private static string Constraints(Type[] parameters) => string.Concat(parameters.Select(parameter =>
    {
        var attributes = parameter.GenericParameterAttributes;
        List<string> all = [.. parameter.GetGenericParameterConstraints().Select(Name)];
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            all.Insert(0, "class");
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            all.Add("new()");
        }

        return all.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", all)}";
    }));

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var name = (type.Namespace == "System" ? "" : type.Namespace + ".") + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
