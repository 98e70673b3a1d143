export interface Config {
  eksAccess?: {
    /**
     * The AWS accounts whose EKS clusters the portal shows. Default: none, and then there is nothing to see.
     *
     * Credentials are those of `aws.accounts` and `aws.accountDefaults` (see `@backstage/integration-aws-node`); an account whose
     * credentials turn out to belong to another one is refused. Reading needs the `read` IAM policy of the README, nothing more.
     *
     * @visibility backend
     */
    accounts?: Array<{
      /**
       * The 12 digits of the account, in quotes: without them YAML drops leading zeros, and the start is refused.
       *
       * @visibility backend
       */
      accountId: string;
      /**
       * The Regions to look into, such as `eu-west-1`. A cluster in a Region that is taken away here stays in the catalog until its entity
       * is removed there; what was granted on it still ends.
       *
       * @visibility backend
       */
      regions: string[];
      /**
       * The group that owns the clusters of this account, such as `group:default/platform`. Its members see every entry and decide
       * whether the plugin may change a cluster.
       *
       * @visibility backend
       */
      owner: string;
      /**
       * True for an account of the simulator. Default: false.
       *
       * Hazard: nothing done there is done at AWS. Never for an account that people rely on.
       *
       * @visibility backend
       */
      simulated?: boolean;
      /**
       * URL of the simulator on this machine (`http://127.0.0.1:<port>`); needed with `simulated: true` and refused without it.
       *
       * Credentials by `aws.accounts[].roleName` are asked of STS by a client that the plugin does not make, so that client must be
       * pointed at the simulator too: start the backend with the environment variable `AWS_ENDPOINT_URL_STS` set to the same URL.
       * Hazard: the variable holds for the whole process, so a portal with a simulated account cannot assume roles in real ones.
       *
       * @visibility backend
       */
      endpoint?: string;
    }>;
  };
}
