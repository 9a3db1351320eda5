using System.Reflection;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Issuer;

/// <summary>A storage before one operation of which, at its first call after <see cref="Arm"/>, something else happens.</summary>
public class MeanwhileStorage : DispatchProxy
{
    private IEvidenceStorage _inner = null!;
    private string _operation = "";
    private Func<Task>? _meanwhile;

    public static void Install(IServiceCollection services)
    {
        var registered = services.Single(service => service.ServiceType == typeof(IEvidenceStorage));
        services.Remove(registered);
        services.AddSingleton(provider =>
        {
            var proxy = Create<IEvidenceStorage, MeanwhileStorage>();
            ((MeanwhileStorage)(object)proxy)._inner = (IEvidenceStorage)registered.ImplementationFactory!(provider);
            return proxy;
        });
    }

    public static void Arm(IEvidenceStorage storage, string operation, Func<Task> meanwhile)
    {
        var armed = (MeanwhileStorage)storage;
        (armed._operation, armed._meanwhile) = (operation, meanwhile);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.Name == _operation && Interlocked.Exchange(ref _meanwhile, null) is { } meanwhile)
            Task.Run(meanwhile).GetAwaiter().GetResult();
        return targetMethod.Invoke(_inner, args);
    }
}
