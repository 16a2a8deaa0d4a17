#!/usr/bin/env python3
"""Writes layout benchmark graphs: NAME.json (neutral model), .blueprint.yaml, .dot (clusters), _flat.dot, .d2, .elk.json.

usage: graphs.py OUT_DIR [SEED]      flat f10..f10000, nested c10..c10000 (three levels), and rag, a realistic AWS chatbot"""
import json, math, random, sys, os

def layered(n, seed=7, epn=1.4, clustered=False):
    rnd = random.Random(seed + n)
    L = max(3, round(math.sqrt(n) * 0.8))
    W = math.ceil(n / L)
    nodes, lay = [], []
    for i in range(n):
        l = i // W
        lay.append((l, i % W))
    L = lay[-1][0] + 1
    rows = [[i for i in range(n) if lay[i][0] == l] for l in range(L)]
    edges = set()
    win = max(2, round(W * 0.05) + 2)
    # each node outside the first row has one parent; the rest at random
    def pick(row, frac):
        c = int(frac * len(row)) + rnd.randint(-win, win)
        return row[max(0, min(len(row) - 1, c))]
    for i in range(n):
        l, x = lay[i]
        if l == 0: continue
        edges.add((pick(rows[l-1], (x + .5) / len(rows[l])), i))
    target = round(epn * n)
    guard = 0
    while len(edges) < target and guard < 100 * n:
        guard += 1
        i = rnd.randrange(n); l, x = lay[i]
        d = rnd.choices([1, 2, 3], [85, 10, 5])[0]
        if l + d >= L: continue
        edges.add((i, pick(rows[l + d], (x + .5) / len(rows[l]))))
    edges = sorted(edges)
    groups = []
    parent = [None] * n
    if clustered:
        # leaf cluster: 3 layers x 3 columns; mid: 2x2 leafs ; top: 2x2 mids  (3 nesting levels)
        gid = {}
        def g(k, p):
            if k not in gid:
                gid[k] = f"g{len(gid)}"; groups.append(dict(id=gid[k], label=f"Group {len(gid)}", parent=p))
            return gid[k]
        for i in range(n):
            l, x = lay[i]
            t = g(('t', l // 12, x // 12), None)
            m = g(('m', l // 6, x // 6), t)
            parent[i] = g(('f', l // 3, x // 3), m)
    nodes = [dict(id=f"n{i}", label=f"Node {i}", w=110, h=44, parent=parent[i]) for i in range(n)]
    # shuffled declaration order, so that no engine is handed the planted order
    rnd.shuffle(edges)
    order = list(range(n)); rnd.shuffle(order)
    nodes = [nodes[i] for i in order]
    return dict(nodes=nodes, groups=groups, edges=[dict(id=f"e{k}", s=f"n{a}", t=f"n{b}", label="") for k, (a, b) in enumerate(edges)])

def rag():
    G = [("aws","AWS Cloud",None),("edge","Edge services","aws"),("region","Region us-east-1","aws"),
         ("vpc","VPC 10.0.0.0/16","region"),("pub","Public subnet","vpc"),("app","Private app subnet","vpc"),("data","Private data subnet","vpc"),
         ("genai","GenAI engine (Amazon Bedrock)","region"),("ingest","RAG ingestion","region"),("obs","Monitoring","region"),("sec","Security","region")]
    N = [("user","End user",None),("route53","Route 53","edge"),("cloudfront","CloudFront","edge"),("waf","AWS WAF","edge"),
         ("cognito","Cognito user pool","aws"),("apigw","API Gateway","region"),("alb","Application LB","pub"),
         ("web","Chat UI (ECS Fargate)","app"),("orch","Orchestrator (ECS Fargate)","app"),("retr","Retriever Lambda","app"),("prompt","Prompt service","app"),
         ("os","OpenSearch vector index","data"),("redis","ElastiCache Redis","data"),("aurora","Aurora PostgreSQL","data"),
         ("llm","Claude LLM","genai"),("embed","Titan Embeddings","genai"),("guard","Guardrails","genai"),
         ("s3","S3 documents","ingest"),("sfn","Step Functions ingest","ingest"),("textract","Textract","ingest"),
         ("ddb","DynamoDB history","region"),("cw","CloudWatch","obs"),("xray","X-Ray","obs"),("kms","KMS","sec"),("sm","Secrets Manager","sec")]
    E = [("user","route53","DNS lookup"),("user","cloudfront","HTTPS"),("route53","cloudfront","alias"),("cloudfront","waf","inspect"),
         ("cloudfront","apigw","/api/*"),("cloudfront","alb","/chat WebSocket"),("user","cognito","sign in (OIDC)"),("apigw","cognito","verify JWT"),
         ("apigw","orch","REST via VPC link"),("alb","web","HTTP :8080"),("web","orch","gRPC"),("orch","guard","check prompt"),
         ("orch","retr","query"),("retr","embed","embed query"),("retr","os","k-NN search"),("orch","llm","InvokeModel (stream)"),
         ("orch","redis","session cache"),("orch","ddb","chat history"),("orch","aurora","tenant data"),("web","redis","rate limit"),
         ("orch","prompt","build prompt"),("prompt","aurora","templates"),("s3","sfn","ObjectCreated"),("sfn","textract","extract text"),
         ("sfn","embed","embed chunks"),("sfn","os","index vectors"),("sfn","s3","chunk status"),("web","s3","pre-signed upload"),
         ("web","cw","logs"),("orch","cw","logs + metrics"),("orch","xray","traces"),("apigw","cw","access logs"),("llm","cw","invocation logs"),
         ("orch","sm","get secret"),("sm","kms","decrypt"),("s3","kms","SSE-KMS"),("llm","guard","apply policy")]
    w = lambda s: max(110, 24 + round(7.2 * len(s)))
    return dict(nodes=[dict(id=a, label=b, w=w(b), h=50, parent=c) for a, b, c in N],
                groups=[dict(id=a, label=b, parent=c) for a, b, c in G],
                edges=[dict(id=f"e{k}", s=a, t=b, label=c) for k, (a, b, c) in enumerate(E)])

def kids(m):
    ch = {}
    for g in m['groups']: ch.setdefault(g['parent'], [[], []])[0].append(g)
    for n in m['nodes']: ch.setdefault(n['parent'], [[], []])[1].append(n)
    return ch

def dot(m, clusters):
    ch = kids(m); o = ['digraph G {', ' rankdir=TB; nodesep=0.4; ranksep=0.5; fontname="DejaVu Sans"; compound=true;',
                       ' node [shape=box,style="rounded,filled",fillcolor="#eef4ff",color="#4a6fa5",fontname="DejaVu Sans",fontsize=12]; edge [fontname="DejaVu Sans",fontsize=10,color="#555555"];']
    def nd(n): return f' {n["id"]} [label="{n["label"]}",width={n["w"]/72:.3f},height={n["h"]/72:.3f},fixedsize=true];'
    if clusters and m['groups']:
        def rec(p, ind):
            gs, ns = ch.get(p, [[], []])
            for n in ns: o.append(ind + nd(n))
            for g in gs:
                o.append(f'{ind} subgraph cluster_{g["id"]} {{ label="{g["label"]}"; style="rounded,filled"; fillcolor="#00000008"; color="#999999"; margin=14;')
                rec(g['id'], ind + ' '); o.append(ind + ' }')
        rec(None, '')
    else:
        for n in m['nodes']: o.append(nd(n))
    for e in m['edges']:
        o.append(f' {e["s"]} -> {e["t"]}' + (f' [label="{e["label"]}"]' if e['label'] else '') + ';')
    return '\n'.join(o + ['}', ''])

def path_of(m):
    gp = {g['id']: g['parent'] for g in m['groups']}
    def path(n):
        p, out = n['parent'], [n['id']]
        while p: out.append(p); p = gp[p]
        return '.'.join(reversed(out))
    return {n['id']: path(n) for n in m['nodes']}

def d2(m):
    ch = kids(m); o = []
    def rec(p, ind):
        gs, ns = ch.get(p, [[], []])
        for n in ns: o.append(f'{ind}{n["id"]}: "{n["label"]}" {{width: {n["w"]}; height: {n["h"]}}}')
        for g in gs:
            o.append(f'{ind}{g["id"]}: "{g["label"]}" {{'); rec(g['id'], ind + '  '); o.append(ind + '}')
    rec(None, ''); P = path_of(m)
    for e in m['edges']: o.append(f'{P[e["s"]]} -> {P[e["t"]]}' + (f': "{e["label"]}"' if e['label'] else ''))
    return '\n'.join(o) + '\n'

def elk(m):
    ch = kids(m)
    def rec(p):
        gs, ns = ch.get(p, [[], []]); c = []
        for n in ns: c.append(dict(id=n['id'], width=n['w'], height=n['h'], labels=[dict(text=n['label'])]))
        for g in gs:
            c.append(dict(id=g['id'], labels=[dict(text=g['label'], width=7*len(g['label']), height=16)], children=rec(g['id']),
              layoutOptions={"elk.padding": "[top=34,left=18,bottom=18,right=18]"}))
        return c
    es = []
    for e in m['edges']:
        d = dict(id=e['id'], sources=[e['s']], targets=[e['t']])
        if e['label']: d['labels'] = [dict(id=e['id']+'_l', text=e['label'], width=round(6.2*len(e['label']))+6, height=14)]
        es.append(d)
    return dict(id='root', layoutOptions={"elk.algorithm": "layered", "elk.direction": "DOWN", "elk.edgeRouting": "ORTHOGONAL",
      "elk.hierarchyHandling": "INCLUDE_CHILDREN", "elk.spacing.nodeNode": "30", "elk.layered.spacing.nodeNodeBetweenLayers": "40"}, children=rec(None), edges=es)

def blueprint(m):
    """The same graph as a blueprint: every node a generic component, every group a generic boundary."""
    q = json.dumps
    o = [f'name: {q("layout benchmark")}', 'context: {environment: demo}', 'orchestration:']
    for n in m['nodes']:
        o.append(f'  {n["id"]}: {{service: generic, label: {q(n["label"])}' + (f', in: {n["parent"]}' if n['parent'] else '') + '}')
    if m['groups']:
        o.append('groups:')
        for g in m['groups']:
            o.append(f'  {g["id"]}: {{kind: generic, label: {q(g["label"])}' + (f', in: {g["parent"]}' if g['parent'] else '') + '}')
    o.append('connections:')
    for e in m['edges']:
        o.append(f'  - {e["s"]} -> {e["t"]}' + (f': {q(e["label"])}' if e['label'] else ''))
    return '\n'.join(o) + '\n'

def emit(name, m):
    def w(s, t): open(os.path.join(OUT, name + s), 'w').write(t)
    w('.json', json.dumps(m)); w('.dot', dot(m, True)); w('.d2', d2(m)); w('.elk.json', json.dumps(elk(m))); w('.blueprint.yaml', blueprint(m))
    if m['groups']: w('_flat.dot', dot(m, False))
    return len(m['nodes']), len(m['groups']), len(m['edges'])

if __name__ == '__main__':
    if len(sys.argv) < 2: sys.exit(__doc__)
    OUT = sys.argv[1]; os.makedirs(OUT, exist_ok=True); seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    for n in (10, 100, 300, 1000, 3000, 10000):
        emit(f'f{n}', layered(n, seed)); emit(f'c{n}', layered(n, seed, clustered=True))
    emit('rag', rag())
