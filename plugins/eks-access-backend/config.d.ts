export interface Config {
  eksAccess?: {
    /**
     * Who may declare what. A mapping counts only if it comes from a location named here, and only within the ceiling of that item;
     * everything else is inert and says so on its page. Default: nobody.
     *
     * @visibility backend
     */
    trust?: Array<{
      /**
       * Where trusted declarations come from: `https://` URLs (or `file:/` paths) as in the entity's `managed-by` annotations. `*` stands
       * for a part of one path segment, `**` for any number of whole segments.
       *
       * Hazard: whoever can write to a place that matches can give access within this ceiling. Name a protected branch.
       *
       * @visibility backend
       */
      locations: string[];
      /**
       * Kinds that may be declared: `EksAccessMapping`, and `Resource` for clusters that the cluster provider does not find.
       * Default: `[EksAccessMapping]`.
       *
       * @visibility backend
       */
      kinds?: Array<'EksAccessMapping' | 'Resource'>;
      /**
       * The clusters that may be named: the word `all`, or cluster ARNs.
       *
       * @visibility backend
       */
      clusters: 'all' | string[];
      /**
       * The IAM roles that may be opened a cluster to. Default: none.
       *
       * @visibility backend
       */
      roles?: Array<{
        /**
         * Path of the role, beginning and ending with `/`; `*` stands for a part of one segment.
         *
         * @visibility backend
         */
        path: string;
        /**
         * Name of the role without its path; `*` stands for any run of characters.
         *
         * @visibility backend
         */
        name: string;
      }>;
      /**
       * Names of the access policies that may be given. Default: `[AmazonEKSViewPolicy, AmazonEKSEditPolicy]`.
       *
       * Hazard: AmazonEKSEditPolicy reads Secrets and acts as any service account of its namespaces; AmazonEKSAdminPolicy gives rights away.
       *
       * @visibility backend
       */
      policies?: string[];
      /**
       * Widest scope of a policy. Default: `namespace`.
       *
       * Hazard: `cluster` reaches every namespace, the system's own included.
       *
       * @visibility backend
       */
      scope?: 'namespace' | 'cluster';
      /**
       * Namespaces that may not be named, besides `default` and `kube-*`, which never may; `*` stands for any run of characters.
       * Default: none.
       *
       * @visibility backend
       */
      protectedNamespaces?: string[];
      /**
       * Longest duration of a grant, as an ISO 8601 duration such as `PT8H`. Default: `P1D`.
       *
       * @visibility backend
       */
      maxDuration?: string;
      /**
       * Kubernetes groups that may be given, exactly as written. Default: none.
       *
       * Hazard: what a group may do is decided by the RBAC of each cluster, which the plugin does not read.
       *
       * @visibility backend
       */
      kubernetesGroups?: string[];
    }>;
    /**
     * ARNs of IAM roles and users whose access entries are never touched, whatever a mapping says. Default: none; entries of nodes, of
     * AWS services and of the plugin's own role are protected without being named.
     *
     * @visibility backend
     */
    protectedPrincipals?: string[];
    /**
     * ARNs of clusters with an `aws-auth` ConfigMap on which entries may be made although the plugin has not read it. Default: none.
     *
     * Hazard: an access entry replaces what `aws-auth` gave the same role. Look through the ConfigMap before you name a cluster here.
     *
     * @visibility backend
     */
    acknowledgedAwsAuthUnread?: string[];
    /**
     * Lets access be asked for and decided while `permission.enabled` is not true. Default: false.
     *
     * Hazard: every signed-in person may then do what no permission policy forbids. For a trial only.
     *
     * @visibility backend
     */
    dangerouslyAllowWithoutPermissions?: boolean;
    /**
     * How often AWS and the catalog are read.
     *
     * @visibility backend
     */
    reconcile?: {
      /**
       * Seconds between two looks for clusters that are due, 1 to 60. Default: 5.
       *
       * @visibility backend
       */
      tickSeconds?: number;
      /**
       * Seconds between two reads of a cluster that nobody asked anything of, 5 to 3600. Default: 60.
       *
       * Hazard: each read is about two requests for each entry of the cluster, and AWS throttles the whole account.
       *
       * @visibility backend
       */
      sweepSeconds?: number;
      /**
       * Seconds that a cluster stays claimed by a replica that gives no sign of life, 10 to 600 and at least twice
       * `awsRequestTimeoutSeconds`. Default: 30.
       *
       * @visibility backend
       */
      leaseSeconds?: number;
      /**
       * Seconds between two reads of the catalog, 1 to 3600. Default: 30.
       *
       * @visibility backend
       */
      catalogSeconds?: number;
      /**
       * Longest time in seconds for one request to AWS with its repetitions, 1 to 60. Default: 10.
       *
       * @visibility backend
       */
      awsRequestTimeoutSeconds?: number;
    };
    /**
     * Times around requests.
     *
     * @visibility backend
     */
    requests?: {
      /**
       * A request that nobody has answered by then has timed out, as an ISO 8601 duration. Default: `P7D`.
       *
       * @visibility backend
       */
      answerWithin?: string;
      /**
       * Shortest duration that can be asked for, as an ISO 8601 duration. Default: `PT15M`.
       *
       * @visibility backend
       */
      minDuration?: string;
    };
  };
}
