namespace GoDockerTasks.Modules;

/// <summary>How a proxy failed to give something.</summary>
internal enum ProxyFailureKind
{
    /// <summary>It says that it does not have it: 404 or 410.</summary>
    Missing,

    /// <summary>It does not want to give it: another 4xx.</summary>
    Refused,

    /// <summary>It is overloaded, or broke off.</summary>
    Failed,

    /// <summary>It cannot be reached.</summary>
    Unreachable,

    /// <summary>It is silent or too slow.</summary>
    Hung,

    /// <summary>It gave something that is no module.</summary>
    NoModule,

    /// <summary>The HTTP proxy on the way does not let the request through: 407, or another 4xx to a CONNECT.</summary>
    HttpProxyRefused,

    /// <summary>Its certificate is not trusted.</summary>
    NotTrusted,
}
