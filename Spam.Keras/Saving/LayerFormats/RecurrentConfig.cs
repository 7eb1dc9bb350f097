using Spam.Keras.Initializers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The options that recurrent layers share.</summary>
static class RecurrentConfig
{
    /// <summary>Refuses what recurrent layers here do not do, and passes over what changes no numbers.</summary>
    public static void RefuseWhatIsNotSupported(ConfigReader config)
    {
        config.Ignore("implementation", "unroll", "use_cudnn", "seed"); // ways to compute the same, and draws that no two programs share
        config.Refuse(
            "return_state", "stateful", "time_major", "zero_output_for_mask", "activity_regularizer", "kernel_constraint", "recurrent_constraint",
            "bias_constraint");
    }

    /// <summary>Writes the shared options.</summary>
    public static void Write(ConfigWriter config, RecurrentLayer layer)
    {
        config.Add("units", layer.Units);
        ActivationConfig.Write(config, "activation", layer.Activation, "tanh");
        config.AddUnless(true, "use_bias", layer.UseBias);
        config.AddUnless(false, "return_sequences", layer.ReturnSequences);
        config.AddUnless(false, "go_backwards", layer.GoBackwards);
        config.AddUnless(0, "dropout", layer.Dropout);
        config.AddUnless(0, "recurrent_dropout", layer.RecurrentDropout);
        InitializerConfig.Write(config, "kernel_initializer", layer.Kernel.Initializer, new GlorotUniform());
        InitializerConfig.Write(config, "recurrent_initializer", layer.RecurrentKernel.Initializer, new Orthogonal());
        RegularizerConfig.Write(config, "kernel_regularizer", layer.Kernel.Regularizer);
        RegularizerConfig.Write(config, "recurrent_regularizer", layer.RecurrentKernel.Regularizer);
        RegularizerConfig.Write(config, "bias_regularizer", layer.Bias?.Regularizer);
    }
}
