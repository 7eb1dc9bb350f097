using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Storage.Caching;
using Spam.Web.Storage.Cassandra;
using Spam.Web.Storage.Sqlite;

namespace Spam.Web.Storage;

/// <summary>Puts the storage together.</summary>
static class StorageServices
{
    /// <summary>The store that settings name, its guard, and the memory in front of it.</summary>
    public static void AddStorage(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Counters>();
        services.AddSingleton<StoreGuard>();
        services.AddSingleton<PredictionStore>();
        services.AddSingleton(provider => new MemoryCache(settings.MemoryCacheMegabytes * 1_000_000L, provider.GetRequiredService<TimeProvider>()));
        if (settings.Store == StoreKind.Sqlite)
        {
            services.AddSingleton<SqliteDatabase>();
            services.AddSingleton<IPredictionCache, SqlitePredictionCache>();
            services.AddSingleton<ICallLog, SqliteCallLog>();
        }
        else if (settings.Cassandra is not null)
        {
            services.AddHosted<CassandraConnection>(); // before those that wait for it
            services.AddSingleton<IPredictionCache, CassandraPredictionCache>();
            services.AddSingleton<ICallLog, CassandraCallLog>();
        }
        else
        {
            services.AddSingleton<IPredictionCache, NoPredictionCache>();
            services.AddSingleton<ICallLog, NoCallLog>();
        }

        services.AddHostedService<StoreStart>();
        services.AddHostedService<Retention>();
    }

    /// <summary>A part that runs with the service, and that others may ask for.</summary>
    public static void AddHosted<T>(this IServiceCollection services)
        where T : class, IHostedService
        => services.AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());
}
