using Spam.Web.CallLog;
using Spam.Web.Configuration;
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
        services.AddHostedService<StoreStart>();
        services.AddHostedService<Retention>();
        if (settings.Store == StoreKind.Sqlite)
        {
            services.AddSingleton<SqliteDatabase>();
            services.AddSingleton<IPredictionCache, SqlitePredictionCache>();
            services.AddSingleton<ICallLog, SqliteCallLog>();
        }
        else
        {
            services.AddSingleton<IPredictionCache, NoPredictionCache>();
            services.AddSingleton<ICallLog, NoCallLog>();
        }
    }
}
